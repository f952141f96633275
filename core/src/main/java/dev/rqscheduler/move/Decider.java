/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.move;

import dev.rqscheduler.time.CronExpression;
import dev.rqscheduler.time.CronSyntaxException;
import dev.rqscheduler.time.FixedRate;
import dev.rqscheduler.wire.Meta;
import dev.rqscheduler.wire.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns a due job into a decision. Pure: the same job, time and zone always give the same decision, and every job gets one,
 * since a job that cannot be decided goes to quarantine.
 */
public final class Decider {

    /**
     * What {@code result_ttl} -1 becomes with the last run of a counted periodic job. rq-scheduler writes -1 for every
     * periodic job, since a result that expired would take the schedule with it, and so leaves a hash behind for ever
     * (rq-scheduler issue 149). Seven days let somebody see on Monday what the last run said on Friday.
     */
    public static final Duration LAST_RESULT_TTL = Duration.ofDays(7);

    private final ZoneId cronZone;

    /**
     * @param cronZone where cron expressions are read; in rq-scheduler always the process's zone, whatever {@code
     *     use_local_timezone} says
     */
    public Decider(ZoneId cronZone) {
        this.cronZone = cronZone;
    }

    /**
     * @param now the time by Redis's clock
     */
    public Decision decide(DueJob job, Instant now) {
        if (!job.problem().isEmpty()) {
            return new Decision.Quarantine(job, job.problem());
        }
        try {
            return decideReadable(job, now);
        } catch (BadJobException | CronSyntaxException e) {
            return new Decision.Quarantine(job, String.valueOf(e.getMessage()));
        } catch (WireFormatException e) {
            return new Decision.Quarantine(job, "its " + e.getMessage());
        } catch (RuntimeException e) {
            // A failure to decide is a decision too: a fault of ours must not stop the jobs behind this one.
            return new Decision.Quarantine(job, "it could not be decided: " + e);
        }
    }

    /**
     * What {@link #decide} says about every job with a meta, as far as meta and time alone tell.
     *
     * @param now the time by Redis's clock
     */
    public MoveRule rule(byte[] meta, Instant now) {
        try {
            Meta parsed = Meta.parse(meta);
            Recurrence recurrence = Recurrence.of(parsed);
            Optional<MoveRule.Rhythm> rhythm = rhythm(recurrence, now);
            // A remark is for the log, job by job.
            if (rhythm.isEmpty()
                    || !remarks(parsed, recurrence, Optional.of(now)).isEmpty()) {
                return MoveRule.ask(meta);
            }
            return new MoveRule(meta, rhythm.get(), counted(parsed, recurrence), lastResultTtl(recurrence));
        } catch (RuntimeException e) {
            // What is wrong with it is said when a job with it is decided.
            return MoveRule.ask(meta);
        }
    }

    private Optional<MoveRule.Rhythm> rhythm(Recurrence recurrence, Instant now) {
        if (recurrence.ended() || !recurrence.periodic()) {
            return Optional.of(new MoveRule.Once());
        }
        if (recurrence.interval().isPresent()) {
            return Optional.of(new MoveRule.Every(recurrence.interval().get()));
        }
        return recurrence
                .cron()
                .flatMap(cron -> cron.nextAfter(now, cronZone))
                .filter(next -> !next.isAfter(Recurrence.LATEST))
                .map(next -> new MoveRule.At(now, next));
    }

    private static OptionalLong lastResultTtl(Recurrence recurrence) {
        return recurrence.periodic() && recurrence.ended()
                ? OptionalLong.of(LAST_RESULT_TTL.toSeconds())
                : OptionalLong.empty();
    }

    private Decision decideReadable(DueJob job, Instant now) {
        byte[] rawMeta = job.raw(JobField.META);
        Meta meta = rawMeta == null ? null : Meta.parse(rawMeta);
        Recurrence recurrence = meta == null ? Recurrence.ONCE : Recurrence.of(meta);
        if (job.text(JobField.STATUS).equals("canceled")) {
            return skipCancelled(job, recurrence, now);
        }
        JobForm.check(job);
        OptionalLong expiry = JobForm.expiry(job);
        Optional<Instant> next = recurrence.ended() ? Optional.empty() : next(job, recurrence, now);
        boolean again = next.isPresent();
        return new Decision.Move(
                job,
                Objects.requireNonNull(job.raw(JobField.ORIGIN)),
                JobForm.flag(job, JobField.ENQUEUE_AT_FRONT),
                job.text(JobField.TIMEOUT).isEmpty(),
                again ? OptionalLong.empty() : expiry,
                again || !job.text(JobField.ENDED_AT).isEmpty(),
                next,
                counted(meta, recurrence),
                job.text(JobField.RESULT_TTL).equals("-1") ? lastResultTtl(recurrence) : OptionalLong.empty(),
                JobForm.flag(job, JobField.ALLOW_DEPENDENCY_FAILURES),
                Dependencies.of(job),
                remarks(meta, recurrence, next));
    }

    private Decision skipCancelled(DueJob job, Recurrence recurrence, Instant now) {
        Optional<Instant> next = recurrence.periodic() ? next(job, recurrence, now) : Optional.empty();
        return new Decision.Skip(job, next, "it was cancelled through RQ (status canceled)");
    }

    private Optional<Instant> next(DueJob job, Recurrence recurrence, Instant now) {
        Optional<Instant> next = Optional.empty();
        if (recurrence.interval().isPresent()) {
            next = Optional.of(
                    FixedRate.nextAfter(job.due(), recurrence.interval().get(), now));
        } else if (recurrence.cron().isPresent()) {
            next = nextMatch(job, recurrence.cron().get(), now);
        }
        next.ifPresent(instant -> requireFuture(instant, now));
        return next;
    }

    private Optional<Instant> nextMatch(DueJob job, CronExpression cron, Instant now) {
        Optional<Instant> next = cron.nextAfter(now, cronZone);
        if (next.isEmpty()) {
            // An expression with years runs out: the run that is due now was its last, and is to be had. One that does
            // not
            // even match the time at which it is due is no schedule at all.
            LocalDateTime due = LocalDateTime.ofInstant(job.due(), cronZone).truncatedTo(ChronoUnit.SECONDS);
            if (!cron.matches(due)) {
                throw new BadJobException("cron expression " + Recurrence.shown(cron) + " has no match after " + now);
            }
        }
        return next;
    }

    private static void requireFuture(Instant next, Instant now) {
        if (!next.isAfter(now)) {
            throw new IllegalStateException("a next run must be after now (" + now + "), but is " + next);
        }
        if (next.isAfter(Recurrence.LATEST)) {
            throw new BadJobException("its next run would be after the year 9999");
        }
    }

    private static byte @Nullable [] counted(@Nullable Meta meta, Recurrence recurrence) {
        return meta == null
                ? null
                : recurrence
                        .repeat()
                        .map(left -> meta.withInteger("repeat", left))
                        .orElse(null);
    }

    private static List<String> remarks(@Nullable Meta meta, Recurrence recurrence, Optional<Instant> next) {
        if (meta == null) {
            return List.of();
        }
        Optional<String> queueClass = meta.get("queue_class_name")
                .filter(PyTruth::isTruthy)
                .map(value -> "queue class " + PyTruth.shown(value) + " is a Python class and not used here");
        Optional<String> lastMatch = recurrence.cron().isPresent() && !recurrence.ended() && next.isEmpty()
                ? Optional.of("its cron expression has no further match: this was the last run")
                : Optional.empty();
        return java.util.stream.Stream.concat(queueClass.stream(), lastMatch.stream())
                .toList();
    }
}
