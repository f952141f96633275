/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.cli.failure.UsageException;
import picocli.CommandLine.Command;

/** {@code rqscheduler schedule}: the parent of what can be done with named schedules. */
@Command(
        name = "schedule",
        description = "Named schedules: put, apply from files, list, show, pause, resume, run, and see their history.")
public final class SchedulesCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("schedule needs to know what to do, for example list, show NAME or apply FILE"
                + " (see rqscheduler schedule --help)");
    }
}
