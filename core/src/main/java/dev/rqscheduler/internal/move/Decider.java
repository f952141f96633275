/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.api.SkipCause;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Turns a due job into a decision. Pure: the same job, time and zone always give the same decision, and every job gets one,
 * since a job that cannot be decided goes to quarantine.
 */
public final class Decider {

    /**
     * What {@code result_ttl} -1 becomes with the last run of a counted periodic job. rq-scheduler writes -1 for every
     * periodic job, since a result that expired would take the schedule with it, and so leaves a hash behind forever
     * (rq-scheduler issue 149). Seven days allow Friday's last result to be read on Monday.
     */
    public static final Duration LAST_RESULT_TTL = Duration.ofDays(7);

    private final Zone cronZone;

    /**
     * @param cronZone time zone of cron expressions; in rq-scheduler always the process's zone, whatever {@code
     *     use_local_timezone} says
     */
    public Decider(Zone cronZone) {
        this.cronZone = cronZone;
    }

    public Decision decide(DueJob job, Instant now) {
        if (job.problem().isPresent()) {
            DueJob.Problem problem = job.problem().get();
            return new Decision.Quarantine(job, problem.cause(), problem.reason());
        }
        try {
            Decision decision = decideReadable(job, now);
            if (decision instanceof Decision.Move && job.unloadableId().isPresent()) {
                String reason = job.unloadableId().get().reason(job.id());
                return new Decision.Quarantine(job, QuarantineCause.ID, reason);
            }
            return decision;
        } catch (BadJobException e) {
            return new Decision.Quarantine(job, QuarantineCause.FIELD, String.valueOf(e.getMessage()));
        } catch (CronSyntaxException e) {
            return new Decision.Quarantine(job, QuarantineCause.CRON, String.valueOf(e.getMessage()));
        } catch (WireFormatException e) {
            return new Decision.Quarantine(job, QuarantineCause.FORMAT, "its " + e.getMessage());
        } catch (RuntimeException e) {
            // A failure to decide is a decision too: a fault of ours must not stop later jobs.
            return new Decision.Quarantine(job, QuarantineCause.FAULT, "could not decide what to do with it: " + e);
        }
    }

    /**
     * Returns what {@link #decide} decides for every job with a given meta, as far as meta and time alone determine it.
     */
    public MoveRule rule(byte[] meta, Instant now) {
        try {
            JobMeta parsed = JobMeta.of(meta);
            Optional<MoveRule.Rhythm> rhythm = rhythm(parsed, now);
            // A remark is for the log, job by job.
            if (rhythm.isEmpty()
                    || parsed.scheduling().dependsOnTheJob()
                    || !remarks(parsed, Optional.of(now)).isEmpty()) {
                return MoveRule.ask(meta);
            }
            return new MoveRule(
                    meta, rhythm.get(), parsed.afterRun(Optional.empty()), lastResultTtl(parsed.recurrence()));
        } catch (RuntimeException e) {
            // Its errors are reported when a job with it is decided.
            return MoveRule.ask(meta);
        }
    }

    private Optional<MoveRule.Rhythm> rhythm(JobMeta meta, Instant now) {
        Recurrence recurrence = meta.recurrence();
        if (recurrence.ended() || !recurrence.periodic()) {
            return Optional.of(new MoveRule.Once());
        }
        if (recurrence.interval().isPresent()) {
            return Optional.of(new MoveRule.Every(recurrence.interval().get()));
        }
        return recurrence
                .cron()
                .flatMap(cron -> cron.nextAfter(now, meta.zone(cronZone)))
                .filter(next -> !next.isAfter(Recurrence.LATEST))
                .map(next -> new MoveRule.At(now, next));
    }

    private static OptionalLong lastResultTtl(Recurrence recurrence) {
        return recurrence.periodic() && recurrence.ended()
                ? OptionalLong.of(LAST_RESULT_TTL.toSeconds())
                : OptionalLong.empty();
    }

    private Decision decideReadable(DueJob job, Instant now) {
        JobMeta meta = JobMeta.of(job.raw(JobField.META));
        if (job.text(JobField.STATUS).equals("canceled")) {
            return skip(
                    job,
                    meta,
                    new Scheduling.SkippedRun(SkipCause.CANCELLED, "it was cancelled through RQ (status canceled)"),
                    now);
        }
        FieldCheck.check(job);
        OptionalLong expiry = FieldCheck.expiry(job);
        List<String> dependencies = FieldCheck.Dependencies.of(job);
        Optional<Scheduling.SkippedRun> leftOut = meta.scheduling().leavesOut(job, now);
        if (leftOut.isPresent()) {
            return skip(job, meta, leftOut.get(), now);
        }
        Recurrence recurrence = meta.recurrence();
        NextRun next = recurrence.ended() ? NextRun.NEVER : NextRun.of(job, meta, cronZone, now);
        boolean again = next.due().isPresent();
        return new Decision.Move(
                job,
                Objects.requireNonNull(job.raw(JobField.ORIGIN)),
                FieldCheck.flag(job, JobField.ENQUEUE_AT_FRONT),
                job.text(JobField.TIMEOUT).isEmpty(),
                again ? OptionalLong.empty() : expiry,
                again || !job.text(JobField.ENDED_AT).isEmpty(),
                next.due(),
                meta.afterRun(next.phase()),
                job.text(JobField.RESULT_TTL).equals("-1") ? lastResultTtl(recurrence) : OptionalLong.empty(),
                FieldCheck.flag(job, JobField.ALLOW_DEPENDENCY_FAILURES),
                dependencies,
                remarks(meta, next.due()));
    }

    private Decision skip(DueJob job, JobMeta meta, Scheduling.SkippedRun why, Instant now) {
        NextRun next = NextRun.of(job, meta, cronZone, now);
        return new Decision.Skip(job, next.due(), meta.afterSkip(next.phase()), why.cause(), why.reason());
    }

    private static List<String> remarks(JobMeta meta, Optional<Instant> next) {
        Recurrence recurrence = meta.recurrence();
        Optional<String> queueClass = meta.get("queue_class_name")
                .filter(PyTruth::isTruthy)
                .map(value -> "queue class " + PyTruth.shown(value) + " is a Python class and is ignored");
        Optional<String> lastMatch = recurrence.cron().isPresent() && !recurrence.ended() && next.isEmpty()
                ? Optional.of("its cron expression has no further match: this was the last run")
                : Optional.empty();
        return Stream.concat(queueClass.stream(), lastMatch.stream()).toList();
    }
}
