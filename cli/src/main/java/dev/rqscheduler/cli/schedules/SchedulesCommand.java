/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.cli.failure.UsageException;
import picocli.CommandLine.Command;

/** {@code rqscheduler schedule}: the parent of the subcommands for named schedules. */
@Command(
        name = "schedule",
        description = "Manage named schedules: put, apply files, list, show, pause, resume, run and see their history.")
public final class SchedulesCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("schedule needs a subcommand, for example list, show NAME or apply FILE"
                + " (see rqscheduler schedule --help)");
    }
}
