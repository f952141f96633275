/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import java.util.Optional;

/** Strings from Redis, where a missing field and an empty one mean the same. */
public final class Strings {

    private Strings() {}

    /** Returns the string; empty if it has no characters. */
    public static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
