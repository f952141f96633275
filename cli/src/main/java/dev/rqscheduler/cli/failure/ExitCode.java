/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.failure;

/** What the command tells the shell. */
public final class ExitCode {

    public static final int DONE = 0;

    /** What was asked for could not be done. */
    public static final int FAILED = 1;

    /** What was asked for is not understood; nothing was written. */
    public static final int USAGE = 2;

    /** {@code doctor} found nothing that fails, and something to warn of. */
    public static final int WARNED = 3;

    private ExitCode() {}
}
