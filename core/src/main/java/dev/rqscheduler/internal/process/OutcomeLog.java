/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.ZoneRulesReport;
import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log of a scheduler: a line for each job that was not simply moved; moves are summarised in at most one line a
 * second, and logged individually at DEBUG.
 */
final class OutcomeLog implements SchedulerListener {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.LOGGER);
    private static final Pattern VERSION = Pattern.compile("\\d{4}[a-z]{1,2}");
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final long SUMMARY_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final StuckJobs stuck;
    private final LogThrottle repeats;
    private final Lines lines = new Lines();
    private long moved;
    private Duration latest = Duration.ZERO;
    private long lastSummary;

    OutcomeLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.stuck = new StuckJobs(nanoTime);
        this.repeats = new LogThrottle(nanoTime);
        this.lastSummary = nanoTime.getAsLong() - SUMMARY_NANOS;
    }

    @Override
    public void onOutcome(Outcome outcome) {
        outcome.accept(lines).run();
    }

    /** One line for each kind of outcome. */
    private final class Lines implements Outcome.Visitor<Runnable> {
        @Override
        public Runnable moved(Outcome.Moved job) {
            return () -> countMove(job);
        }

        @Override
        public Runnable deferred(Outcome.Deferred job) {
            return () -> line(Level.INFO, "deferred", job)
                    .queue(job.queue())
                    .next(job.next())
                    .say("job {} is waiting for its dependencies, queue {}{}", job.id(), job.queue(), next(job.next()));
        }

        @Override
        public Runnable skipped(Outcome.Skipped job) {
            return () -> {
                OptionalLong suppressed = repeats.occurred(job.cause() + " job " + job.id());
                line(suppressed.isPresent() ? Level.WARN : Level.DEBUG, "skipped", job)
                        .queue(job.queue())
                        .with("cause", job.cause().word())
                        .with("reason", job.reason())
                        .next(job.next())
                        .say(
                                "job {}, due {}, was not queued: {}{}{}",
                                job.id(),
                                job.due(),
                                job.reason(),
                                next(job.next()),
                                more(suppressed));
            };
        }

        @Override
        public Runnable quarantined(Outcome.Quarantined job) {
            return () -> line(Level.ERROR, "quarantined", job)
                    .queue(job.queue().orElse(""))
                    .with("cause", job.cause().word())
                    .with("reason", job.reason())
                    .say(
                            "job {}, due {}, was quarantined: {} (see: rqscheduler quarantine show {})",
                            job.id(),
                            job.due(),
                            job.reason(),
                            job.id());
        }

        @Override
        public Runnable evicted(Outcome.Evicted job) {
            return () -> line(Level.ERROR, "evicted", job)
                    .with("reason", job.reason())
                    .say(
                            "job {}, due {}, was evicted from the full quarantine; its hash rq:job:{} is kept: {}",
                            job.id(),
                            job.due(),
                            job.id(),
                            job.reason());
        }

        @Override
        public Runnable missing(Outcome.Missing job) {
            return () -> line(Level.WARN, "missing", job)
                    .say(
                            job.withoutData()
                                    ? "job {}, due {}, has no data in its hash rq:job:{}; will check again shortly"
                                    : "job {}, due {}, has no hash rq:job:{}; will check again shortly",
                            job.id(),
                            job.due(),
                            job.id());
        }

        @Override
        public Runnable dropped(Outcome.Dropped job) {
            return () -> line(Level.ERROR, "dropped", job)
                    .say(
                            job.withoutData()
                                    ? "job {}, due {}, was dropped: its hash rq:job:{} has no data (deleted, or expired)"
                                    : "job {}, due {}, was dropped: its hash rq:job:{} is gone (deleted, or expired)",
                            job.id(),
                            job.due(),
                            job.id());
        }

        @Override
        public Runnable stuck(Outcome.Stuck job) {
            return () -> stuck.report(job);
        }

        @Override
        public Runnable runSkipped(Outcome.RunSkipped run) {
            return () -> {
                // A skip that a user asked for is no warning, and a paused schedule may be due every second.
                Level level = run.reason().isIntended() ? Level.INFO : Level.WARN;
                OptionalLong suppressed = repeats.occurred(run.reason().word() + " schedule " + run.id());
                OutcomeLine.of(suppressed.isPresent() ? level : Level.DEBUG, "run-skipped")
                        .schedule(run.id())
                        .due(run.due())
                        .with("more", run.more())
                        .with("cause", run.reason().word())
                        .next(run.next())
                        .say(
                                "schedule {}, due {}{}, did not run: {}{}{}",
                                run.id(),
                                run.due(),
                                run.more() == 0 ? "" : " and " + run.more() + " more",
                                run.reason().word(),
                                next(run.next()),
                                more(suppressed));
            };
        }

        @Override
        public Runnable scheduleBroken(Outcome.ScheduleBroken schedule) {
            return () -> OutcomeLine.of(Level.ERROR, "schedule-broken")
                    .schedule(schedule.id())
                    .with("reason", schedule.reason())
                    .say(
                            "schedule {} is broken, will not run until fixed: {} (see: rqscheduler schedule show {})",
                            schedule.id(),
                            schedule.reason(),
                            schedule.id());
        }

        @Override
        public Runnable scheduleFinished(Outcome.ScheduleFinished schedule) {
            return () -> OutcomeLine.of(Level.INFO, "schedule-finished")
                    .schedule(schedule.id())
                    .say("schedule {} is finished: it has no runs left", schedule.id());
        }
    }

    private void countMove(Outcome.Moved job) {
        if (log.isDebugEnabled()) {
            line(Level.DEBUG, "moved", job)
                    .queue(job.queue())
                    .schedule(job.schedule())
                    .lateness(job.lateness())
                    .next(job.next())
                    .say(
                            "job {} moved to queue {}, {} late{}",
                            job.id(),
                            job.queue(),
                            span(job.lateness()),
                            next(job.next()));
        }
        moved++;
        if (job.lateness().compareTo(latest) > 0) {
            latest = job.lateness();
        }
        if (nanoTime.getAsLong() - lastSummary >= 2 * SUMMARY_NANOS) {
            summarise();
        }
    }

    private static String more(OptionalLong suppressed) {
        return suppressed.orElse(0) == 0 ? "" : " (similar messages suppressed: " + suppressed.getAsLong() + ")";
    }

    private static OutcomeLine line(Level level, String event, Outcome outcome) {
        return OutcomeLine.of(level, event).job(outcome.id()).due(outcome.due());
    }

    @Override
    public void onIdle() {
        if (moved > 0 && nanoTime.getAsLong() - lastSummary >= SUMMARY_NANOS) {
            summarise();
        }
    }

    @Override
    public void onLeading() {
        OutcomeLine.of(Level.INFO, "leading").say("became the leader");
    }

    @Override
    public void onStandby(String holder) {
        OutcomeLine.of(Level.INFO, "standby").with("holder", holder).say("standing by: the lock is held by {}", holder);
    }

    @Override
    public void onLeaseLost(String reason) {
        OutcomeLine.of(Level.WARN, "lease-lost")
                .with("reason", reason)
                .say("lost the lock ({}); no jobs were moved after that", reason);
    }

    @Override
    public void onRedisAway(String reason) {
        OutcomeLine.of(Level.ERROR, "redis-away").with("reason", reason).say("Redis unavailable, retrying: {}", reason);
    }

    @Override
    public void onRedisBack(Duration away) {
        OutcomeLine.of(Level.INFO, "redis-back")
                .with("away_ms", away.toMillis())
                .say("Redis available again after {}", span(away));
    }

    @Override
    public void onZoneRules(ZoneRulesReport report) {
        OutcomeLine.of(Level.INFO, "zone-rules")
                .with("zone", report.zone())
                .with("tzdata_before", report.versionBefore().orElse(""))
                .with("tzdata", report.version().orElse(""))
                .with("moved", report.count())
                .with("example", report.example())
                .due(report.before())
                .next(Optional.of(report.next()))
                .say(
                        "zone {} has different rules in {} than in {}: {} recomputed; {} was due {}, now due {}",
                        report.zone(),
                        tzdata(report.version()),
                        tzdata(report.versionBefore()),
                        report.count() == 1 ? "1 next run" : report.count() + " next runs",
                        report.example(),
                        report.before(),
                        report.next());
    }

    @Override
    public void onTzdata(Optional<String> before, String by, Optional<String> version, int moved) {
        boolean older = before.filter(VERSION.asMatchPredicate())
                .flatMap(known -> version.filter(VERSION.asMatchPredicate()).filter(now -> now.compareTo(known) < 0))
                .isPresent();
        OutcomeLine line = OutcomeLine.of(older ? Level.WARN : Level.INFO, older ? "tzdata-older" : "tzdata")
                .with("tzdata_before", before.orElse(""))
                .with("holder", by)
                .with("tzdata", version.orElse(""))
                .with("moved", moved);
        if (older) {
            line.say(
                    "this host's {} is older than {}, with which {} computed due times: update this host's time zone"
                            + " data; next runs recomputed: {}",
                    tzdata(version),
                    tzdata(before),
                    by,
                    moved);
        } else {
            line.say(
                    "due times are now computed with {}; {} computed them with {}; next runs recomputed: {}",
                    tzdata(version),
                    by,
                    tzdata(before),
                    moved);
        }
    }

    private static String tzdata(Optional<String> version) {
        return version.map(known -> "tzdata " + known).orElse("tzdata of unknown version");
    }

    @Override
    public void onZoneRulesRefused(String reason) {
        OutcomeLine.of(Level.WARN, "zone-rules-refused")
                .with("reason", reason)
                .say(
                        "time-zone rules cannot be tracked, so next runs are not recomputed when rules change: {}"
                                + " (see docs/redis-acl.md)",
                        reason);
    }

    /** Logs the moves that no summary has covered yet. */
    void summarise() {
        if (moved > 0) {
            OutcomeLine.of(Level.INFO, "moved-many")
                    .with("jobs", moved)
                    .with("latest_ms", OutcomeLine.millis(latest))
                    .say("moved {} {}, max lateness {}", moved, moved == 1 ? "job" : "jobs", span(latest));
            moved = 0;
            latest = Duration.ZERO;
            lastSummary = nanoTime.getAsLong();
        }
    }

    /** Milliseconds while they matter, whole seconds after that. */
    private static String span(Duration span) {
        return span.compareTo(TEN_SECONDS) < 0
                ? span.toMillis() + " ms"
                : Durations.format(span.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String next(Optional<Instant> next) {
        return next.map(instant -> "; next run " + instant).orElse("");
    }
}
