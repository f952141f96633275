/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.log;

/** How much is logged. */
public enum Verbosity {
    /** From WARN. */
    QUIET,
    /** From INFO. */
    NORMAL,
    /** From DEBUG. */
    VERBOSE
}
