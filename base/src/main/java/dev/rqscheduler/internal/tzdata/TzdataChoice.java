/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

/** The source of time-zone rules. */
public enum TzdataChoice {
    /** The newest of the other three; of equal ones the host's. A zone it does not have is taken from the next. */
    AUTO,
    /** The host's, as Python's zoneinfo does: {@code /usr/share/zoneinfo} and the like, or {@code PYTHONTZPATH}. */
    SYSTEM,
    /** The release bundled with this library. */
    BUNDLED,
    /** The one that the running JDK was built with. */
    JDK
}
