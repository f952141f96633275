/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;

/** Reads pickles of protocols 0 to 5 as data. Nothing is ever loaded or called by name. */
public final class PickleReader {
    private PickleReader() {}

    /**
     * Same as {@link #read(byte[], PickleLimits)} with {@link PickleLimits#DATA}.
     *
     * @throws WireFormatException as there
     */
    public static PyValue read(byte[] pickle) {
        return read(pickle, PickleLimits.DATA);
    }

    /**
     * Reads the value of a pickle. Objects of unknown classes become {@link PyValue.Reduced}. Bytes after the end of
     * the pickle are ignored, as Python ignores them.
     *
     * @throws WireFormatException if Python could not read it either, or a limit is exceeded
     */
    public static PyValue read(byte[] pickle, PickleLimits limits) {
        var top = new PickleMachine(pickle, limits).run();
        return new NodeFreezer(limits.maxDepth()).freeze(top);
    }
}
