/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.web.testing.TestSite;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** One job, schedule and quarantined job, named as in the examples of the API description. */
final class Samples {

    static final String JOB = "example-job";
    static final String SCHEDULE = "nightly";
    static final String BROKEN = "broken-job";
    private static final Instant DUE = Instant.parse("2090-01-01T00:00:00Z");

    private Samples() {}

    static void put(TestSite site) {
        TestSite.redis().flushAll();
        site.scheduler()
                .enqueueAt(
                        DUE,
                        JobSpec.builder("shop.jobs.report")
                                .id(JOB)
                                .queue("reports")
                                .args(7, List.of("a", 2.5, true), Instant.EPOCH)
                                .kwarg("to", "<script>alert(1)</script>")
                                .meta(Map.of("owner", "ann"))
                                .build());
        site.scheduler()
                .schedules("test")
                .put(Schedule.builder(SCHEDULE, JobSpec.of("shop.jobs.report", 7))
                        .cron("0 3 * * *")
                        .zone(ZoneId.of("Europe/Berlin"))
                        .build());
        site.scheduler().schedules("test").runNow(SCHEDULE);
        quarantine(site);
    }

    /** Adds a job with an invalid cron expression, which a scheduler quarantines. */
    private static void quarantine(TestSite site) {
        site.scheduler()
                .enqueueAt(
                        Instant.EPOCH,
                        JobSpec.builder("shop.jobs.odd")
                                .id(BROKEN)
                                .meta(Map.of("cron_string", "nonsense"))
                                .build());
        site.moveWhatIsDue();
    }
}
