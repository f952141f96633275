/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;

/** Formats a scheduled job as one line. */
final class JobLine {

    private JobLine() {}

    static Json json(ScheduledJob job) {
        return new Json()
                .put("id", job.id())
                .put("due", job.due())
                .put("queue", job.queue().orElse(""))
                .put("status", job.status().orElse(""))
                .put("description", job.description().orElse(""))
                .put("interval", job.interval().map(Duration::toSeconds).orElse(null))
                .put("cron", job.cron().orElse(null))
                .put(
                        "runs_left",
                        job.runsLeft().isPresent() ? (Long) job.runsLeft().getAsLong() : null);
    }

    /** Returns its recurrence: {@code every 5m, 3 left}, {@code cron 0 9 * * *}, {@code once}. */
    static String recurrence(ScheduledJob job) {
        String rhythm = job.cron()
                .map(expression -> "cron " + expression)
                .or(() -> job.interval().map(interval -> "every " + Durations.format(interval)))
                .orElse("once");
        return job.runsLeft().isPresent() ? rhythm + ", " + job.runsLeft().getAsLong() + " left" : rhythm;
    }
}
