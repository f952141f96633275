/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobSpec;
import java.time.Duration;
import java.time.Instant;

/** Schedules a job once, after a delay, at an interval, and by a cron expression. */
public final class ScheduleJobs {

    private ScheduleJobs() {}

    public static void main(String[] args) {
        String url = args[0];
        // region
        try (SchedulerClient scheduler = SchedulerClient.connect(url)) { // such as redis://localhost:6379
            scheduler.enqueueIn(Duration.ofMinutes(10), JobSpec.of("shop.jobs.remind", "order-17"));

            scheduler.enqueueAt(
                    Instant.parse("2027-01-01T09:00:00Z"),
                    JobSpec.builder("shop.jobs.greet")
                            .args("ann")
                            .kwarg("formal", true)
                            .build());

            scheduler.schedule(Instant.now(), Duration.ofHours(1), JobSpec.of("shop.jobs.clean_up"));

            scheduler.cron(
                    "0 9 * * mon-fri",
                    JobSpec.builder("shop.jobs.report")
                            .id("daily-report")
                            .queue("reports")
                            .timeout(Duration.ofMinutes(5))
                            .onFailure(Callback.of("shop.jobs.alert"))
                            .build());
        }
        // endregion
    }
}
