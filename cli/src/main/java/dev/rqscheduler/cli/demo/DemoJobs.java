/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A few jobs of every kind, all of them due within the first seconds. */
final class DemoJobs {

    /** The name of the named schedule. */
    private static final String SCHEDULE = "tick";

    private final SchedulerClient scheduler;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final List<JobRequest> requests = new ArrayList<>();

    DemoJobs(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    /** Schedules all jobs. */
    List<ScheduledJob> schedule() {
        Instant now = scheduler.ping();
        requests.add(JobRequest.at(after(now, 500), job(Kind.AT, 1, Map.of())));
        requests.add(JobRequest.at(after(now, 3_217), job(Kind.AT, 2, Map.of())));
        requests.add(JobRequest.in(Duration.ofMillis(900), job(Kind.IN, 1, Map.of())));
        requests.add(JobRequest.in(Duration.ofMillis(4_400), job(Kind.IN, 2, Map.of())));
        requests.add(JobRequest.every(after(now, 1_300), Duration.ofSeconds(2), job(Kind.EVERY, 1, Map.of())));
        requests.add(JobRequest.every(after(now, 1_700), Duration.ofSeconds(1), 3, job(Kind.REPEAT, 1, Map.of())));
        requests.add(JobRequest.cron("*/2 * * * * * *", job(Kind.CRON, 1, Map.of())));
        requests.add(JobRequest.at(
                after(now, 2_100), builder(Kind.AT_FRONT, 1).atFront(true).build()));
        requests.add(JobRequest.at(
                after(now, 2_600),
                builder(Kind.DEPENDENT, 1).dependsOn(id(Kind.AT, 1)).build()));
        requests.add(JobRequest.at(after(now, 2_900), job(Kind.CORRUPT, 1, Map.of("cron_string", "every tuesday"))));
        JobRequest cancelled = JobRequest.in(Duration.ofSeconds(3), job(Kind.CANCELLED, 1, Map.of()));
        JobRequest rescheduled = JobRequest.in(Duration.ofDays(1), job(Kind.RESCHEDULED, 1, Map.of()));
        requests.add(cancelled);
        requests.add(rescheduled);
        List<ScheduledJob> jobs = scheduler.scheduleAll(requests);
        // There is no worker, so the previous run never ends.
        scheduler
                .schedules("demo")
                .put(Schedule.builder(
                                SCHEDULE,
                                JobSpec.builder("demo.work")
                                        .args(Kind.SCHEDULE.label)
                                        .queue("demo")
                                        .build())
                        .every(Duration.ofSeconds(2), after(now, 700))
                        .overlap(Overlap.ALLOW)
                        .build());
        scheduler.cancel(id(Kind.CANCELLED, 1), true);
        scheduler.reschedule(id(Kind.RESCHEDULED, 1), after(now, 3_600));
        return jobs;
    }

    Kind kind(String id) {
        if (id.startsWith(SCHEDULE + "-")) {
            return Kind.SCHEDULE;
        }
        // Another client may connect and schedule its own jobs: they count as one-off jobs.
        return kinds.getOrDefault(id, Kind.AT);
    }

    private JobSpec job(Kind kind, int number, Map<String, ? extends @Nullable Object> meta) {
        return builder(kind, number).meta(meta).build();
    }

    private JobSpec.Builder builder(Kind kind, int number) {
        String id = id(kind, number);
        kinds.put(id, kind);
        return JobSpec.builder("demo.work")
                .args(kind.label, number)
                .queue("demo")
                .id(id);
    }

    private static String id(Kind kind, int number) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number;
    }

    private static Instant after(Instant now, long millis) {
        return now.plusMillis(millis).truncatedTo(ChronoUnit.MICROS);
    }

    /** The kinds of job that the demo shows. */
    enum Kind {
        AT("at", "once, at a given time"),
        IN("in", "once, after a delay"),
        AT_FRONT("at front", "once, at the front of its queue"),
        EVERY("every", "every 2 seconds, forever"),
        REPEAT("repeat", "every second, 3 times"),
        CRON("cron", "by a cron expression, every 2 seconds"),
        SCHEDULE("schedule", "a named schedule, every 2 seconds, each run a separate job"),
        RESCHEDULED("rescheduled", "due tomorrow, then rescheduled to today"),
        DEPENDENT("dependent", "waits for another job to finish"),
        CORRUPT("corrupt", "its cron expression is invalid: quarantined"),
        CANCELLED("cancelled", "cancelled before it was due");

        final String label;
        final String story;

        Kind(String label, String story) {
            this.label = label;
            this.story = story;
        }
    }
}
