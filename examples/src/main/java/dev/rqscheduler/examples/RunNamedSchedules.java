/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.Schedule;
import java.time.ZoneId;

/** Creates a named schedule, pauses and resumes it, requests a run, and reads its history. */
public final class RunNamedSchedules {

    private RunNamedSchedules() {}

    public static void main(String[] args) {
        String url = args[0];
        // region
        try (SchedulerClient scheduler = SchedulerClient.connect(url)) {
            Schedules schedules = scheduler.schedules("deploy@web1");
            schedules.put(Schedule.builder("nightly-report", JobSpec.of("shop.jobs.report", 7))
                    .cron("H 3 * * mon-fri")
                    .zone(ZoneId.of("Europe/Berlin"))
                    .overlap(Overlap.SKIP)
                    .group("shop")
                    .build());
            schedules.pause("nightly-report", "the warehouse is moving");
            schedules.resume("nightly-report");
            schedules.runNow("nightly-report");
            schedules.history("nightly-report", 10).forEach(run -> System.out.println(run.due() + " " + run.outcome()));
        }
        // endregion
    }
}
