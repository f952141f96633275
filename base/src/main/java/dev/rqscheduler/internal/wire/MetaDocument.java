/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.PyValue;
import java.math.BigInteger;
import java.util.Optional;

/** Serialised meta of one format, which can be read and patched in place. */
public interface MetaDocument {
    /** The whole value: a dict, or an object of a dict's subclass. */
    PyValue value();

    /** The value of a top-level string key. */
    Optional<PyValue> get(String key);

    /** The bytes with that top-level key set to a whole number, and everything else unchanged. */
    byte[] withInteger(String key, BigInteger number);
}
