/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.repr.ReprWriter;

/**
 * Python's {@code repr()} of a value, for people to read: as CPython prints it, of bounded length. Objects of the
 * standard library's common classes print with their values. Objects of other classes print as the pickle describes
 * them: class, arguments and public attributes; {@code <module.Name object>} if it does not. Where versions of CPython
 * differ, it is as 3.12 and later print it. Which characters count as printable is the JDK's Unicode.
 */
public final class PyRepr {
    /** Enough for a screen and a log line. */
    public static final int DEFAULT_LENGTH = 10_000;

    private static final int BRIEF = 200;

    private PyRepr() {}

    public static String of(PyValue value) {
        return of(value, DEFAULT_LENGTH);
    }

    /**
     * Returns the repr; if it is longer than {@code limit} characters, that many and {@code ...}.
     *
     * @param limit in UTF-16 units, at least 0
     */
    public static String of(PyValue value, int limit) {
        return new ReprWriter(limit).value(value).toString();
    }

    public static String brief(PyValue value) {
        return of(value, BRIEF);
    }
}
