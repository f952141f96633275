/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.cli.output.Printable;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Shows each action of the scheduler as it happens. Used on the process's thread only. */
final class DemoDisplay implements SchedulerListener {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final DemoJobs jobs;
    private final DemoResult result;

    DemoDisplay(PrintStream out, DemoJobs jobs, DemoResult result) {
        this.out = out;
        this.jobs = jobs;
        this.result = result;
    }

    void heading() {
        row("DUE (UTC)", "LATE BY", "KIND", "JOB", "WHAT HAPPENED");
    }

    @Override
    public void onOutcome(Outcome outcome) {
        DemoJobs.Kind kind = jobs.kind(outcome.id());
        result.count(kind, outcome);
        String late = outcome instanceof Outcome.Moved moved ? millis(moved.lateness()) : "";
        row(CLOCK.format(outcome.due()), late, kind.label, outcome.id(), outcome.accept(new Words()));
    }

    @Override
    public void onRedisAway(String reason) {
        out.println("Redis unavailable: " + Printable.line(reason));
        out.flush();
    }

    private void row(String due, String late, String kind, String id, String what) {
        out.printf(
                Locale.ROOT,
                "%-12s  %8s  %-11s  %-28s  %s%n",
                due,
                late,
                kind,
                Printable.cut(id, 60),
                Printable.line(what));
        out.flush();
    }

    private static final class Words implements Outcome.Visitor<String> {
        @Override
        public String moved(Outcome.Moved job) {
            return "moved to queue " + job.queue() + next(job.next());
        }

        @Override
        public String deferred(Outcome.Deferred job) {
            return "waiting for the job it depends on; a worker will queue it" + next(job.next());
        }

        @Override
        public String skipped(Outcome.Skipped job) {
            return "not queued: " + job.reason() + next(job.next());
        }

        @Override
        public String quarantined(Outcome.Quarantined job) {
            return "quarantined: " + job.reason();
        }

        @Override
        public String evicted(Outcome.Evicted job) {
            return "evicted from the full quarantine: " + job.reason();
        }

        @Override
        public String missing(Outcome.Missing job) {
            return "its hash is missing; will check again shortly";
        }

        @Override
        public String dropped(Outcome.Dropped job) {
            return "dropped: its hash is gone";
        }

        @Override
        public String stuck(Outcome.Stuck job) {
            return "could not be moved: " + job.reason();
        }

        @Override
        public String runSkipped(Outcome.RunSkipped run) {
            return "not run: " + run.reason().word() + next(run.next());
        }

        @Override
        public String scheduleBroken(Outcome.ScheduleBroken schedule) {
            return "broken schedule: " + schedule.reason();
        }

        @Override
        public String scheduleFinished(Outcome.ScheduleFinished schedule) {
            return "finished: no runs left";
        }
    }

    private static String next(Optional<Instant> next) {
        return next.map(instant -> ", next " + CLOCK.format(instant)).orElse("");
    }

    static String millis(Duration lateness) {
        return String.format(Locale.ROOT, "%.1f ms", lateness.toNanos() / 1e6);
    }
}
