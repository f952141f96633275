/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.failure;

/** Exit codes. */
public final class ExitCode {

    public static final int DONE = 0;

    /** The request could not be carried out. */
    public static final int FAILED = 1;

    /** The command line is invalid; nothing was written. */
    public static final int USAGE = 2;

    /** {@code doctor} found warnings but no failures. */
    public static final int WARNED = 3;

    private ExitCode() {}
}
