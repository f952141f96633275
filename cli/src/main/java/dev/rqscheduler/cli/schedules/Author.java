/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who changes a schedule, recorded with the change. */
public final class Author {

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Who is making the change, for the record; default: user@host.")
    private @Nullable String by;

    Schedules of(SchedulerClient client) {
        return by == null ? client.schedules() : client.schedules(by);
    }
}
