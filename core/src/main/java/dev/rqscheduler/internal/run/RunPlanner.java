/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Misfire;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.RunSkipReason;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.Plan;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what to do with a due schedule. Pure except for a cache of parsed definitions. Not thread-safe.
 */
public final class RunPlanner {

    /** How often a run waiting for the previous one is checked. */
    static final Duration HOLD = Duration.ofSeconds(1);

    private final Definitions definitions = new Definitions();

    /** Returns a decision for every schedule: one that cannot be read is broken, and does not affect others. */
    public RunStep plan(DueSchedule read, Instant now) {
        try {
            return new RunDecision(definitions.of(read.name(), read.definition()), read, now).step();
        } catch (BadScheduleException e) {
            return broken(read, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A fault of ours must not stop the schedules after this one.
            return broken(read, "could not determine its next run: " + e);
        }
    }

    /** Returns the step for a schedule that cannot be read. */
    public static RunStep broken(DueSchedule read, String problem) {
        return new RunStep(read, Optional.empty(), List.of(), new RunStep.Next.Broken(problem));
    }

    /** Returns the first due time of a schedule that is new, changed or resumed. */
    public static RunStep.Next first(Schedule schedule, Instant now) {
        return at(schedule, Plans.of(schedule).nextAfter(now));
    }

    /**
     * What a schedule continues with when a pause ends.
     *
     * @param next its first due time from now on
     * @param passed due times during the pause that are not handled yet, because the scheduler was down
     */
    public record Resumption(RunStep.Next next, Optional<HistoryEntry> passed) {}

    /**
     * @param due its next due time as read
     */
    public static Resumption resume(Schedule schedule, Optional<Instant> due, Instant now) {
        Plan plan = Plans.of(schedule);
        if (due.isEmpty() || !plan.has(due.get())) {
            return new Resumption(first(schedule, now), Optional.empty());
        }
        Instant moment = plan.moment(due.get());
        if (moment.isAfter(now)) {
            // With jitter, that may be long after the due time itself.
            return new Resumption(new RunStep.Next.At(due.get(), moment), Optional.empty());
        }
        RunSkipReason reason = plan.excludes(due.get()) ? RunSkipReason.EXCLUDED : RunSkipReason.PAUSED;
        int more = plan.count(due.get(), now, HistoryEntry.MOST_COUNTED);
        return new Resumption(first(schedule, now), Optional.of(HistoryEntry.skipped(due.get(), reason, more)));
    }

    static RunStep.Next at(Schedule schedule, Optional<Instant> due) {
        return due.<RunStep.Next>map(instant ->
                        new RunStep.Next.At(instant, Plans.of(schedule).moment(instant)))
                .orElseGet(RunStep.Next.Finished::new);
    }

    /** Makes one decision, from a schedule as read and the time by Redis's clock. */
    private static final class RunDecision {

        private final Schedule schedule;
        private final Plan plan;
        private final DueSchedule read;
        private final Instant now;
        private final Definitions.Known known;

        RunDecision(Definitions.Known known, DueSchedule read, Instant now) {
            this.known = known;
            this.schedule = known.schedule();
            this.plan = Plans.of(schedule);
            this.read = read;
            this.now = now;
        }

        RunStep step() {
            if (schedule.maxRuns().isPresent()
                    && read.runs() >= schedule.maxRuns().getAsLong()) {
                return only(new RunStep.Next.Finished());
            }
            boolean held = read.held();
            Optional<Instant> due = read.due();
            if (due.isEmpty() || !plan.has(due.get()) || !(held || isItsScore(due.get()))) {
                // Written by a client that leaves the computation to us, or changed since: it starts from now.
                return only(first(schedule, now));
            }
            // A run that Redis refused is held, too: it did not wait for another run, so it is treated like any late
            // run.
            return stepFor(due.get(), held && schedule.overlap() == Overlap.WAIT);
        }

        private boolean isItsScore(Instant due) {
            return read.sameScore(Scores.text(plan.moment(due)));
        }

        private RunStep stepFor(Instant due, boolean waited) {
            if (plan.excludes(due)) {
                return skipAll(due, RunSkipReason.EXCLUDED, plan.nextAfter(due));
            } else if (read.paused()) {
                return skipAll(due, RunSkipReason.PAUSED, plan.nextAfter(now));
            } else if (read.skip().filter(due::equals).isPresent()) {
                return step(Optional.empty(), List.of(HistoryEntry.skipped(due, RunSkipReason.ASKED, 0)), after(due));
            }
            Optional<RunStep> misfire = waited ? Optional.empty() : misfire(due);
            return misfire.isPresent() ? misfire.get() : overlap(due, waited);
        }

        /** Skips a due time and all others until a later one. */
        private RunStep skipAll(Instant due, RunSkipReason reason, Optional<Instant> next) {
            // An excluded due time is known in advance to be skipped, so the next one may lie in the future.
            Instant until = next.map(time -> time.minus(Plan.MICRO)).orElse(now);
            int more = plan.count(due, until, HistoryEntry.MOST_COUNTED);
            return step(Optional.empty(), List.of(HistoryEntry.skipped(due, reason, more)), at(schedule, next));
        }

        /** Applies the misfire policy to due times that have passed, before one of them runs. */
        private Optional<RunStep> misfire(Instant due) {
            if (schedule.misfire() instanceof Misfire.Skip skip) {
                Instant oldest = now.minus(skip.after());
                if (plan.moment(due).isBefore(oldest)) {
                    return Optional.of(skipAll(due, RunSkipReason.MISFIRE, firstNotBefore(due, oldest)));
                }
            } else if (schedule.misfire() instanceof Misfire.All all) {
                Instant first = plan.lastOf(due, now, all.limit());
                if (first.isAfter(due)) {
                    return Optional.of(skipAll(due, RunSkipReason.MISFIRE, Optional.of(first)));
                }
            }
            return Optional.empty();
        }

        /** Returns the first due time after another whose run, with jitter, is not before an instant. */
        private Optional<Instant> firstNotBefore(Instant due, Instant oldest) {
            Instant from = oldest.minus(schedule.jitter()).minus(Plan.MICRO);
            Optional<Instant> next = plan.nextOfAllAfter(from.isAfter(due) ? from : due);
            while (next.isPresent() && plan.moment(next.get()).isBefore(oldest)) {
                next = plan.nextOfAllAfter(next.get());
            }
            return next;
        }

        private RunStep overlap(Instant due, boolean waited) {
            if (!read.busy() || schedule.overlap() == Overlap.ALLOW) {
                return run(due, waited);
            } else if (schedule.overlap() == Overlap.WAIT) {
                return only(new RunStep.Next.Held(due, now.plus(HOLD)));
            }
            return step(
                    Optional.empty(),
                    List.of(HistoryEntry.skipped(due, RunSkipReason.OVERLAP, missed(due))),
                    after(due));
        }

        private RunStep run(Instant due, boolean waited) {
            JobRun run = known.run(JobRun.id(schedule.name(), due), due);
            List<HistoryEntry> entries = new ArrayList<>();
            entries.add(HistoryEntry.queued(due, run.id()));
            if (schedule.maxRuns().isPresent()
                    && read.runs() + 1 >= schedule.maxRuns().getAsLong()) {
                return step(Optional.of(run), entries, new RunStep.Next.Finished());
            }
            int missed = waited ? plan.count(due, now, HistoryEntry.MOST_COUNTED) : missed(due);
            if (missed > 0) {
                RunSkipReason reason = waited ? RunSkipReason.OVERLAP : RunSkipReason.MISFIRE;
                plan.nextOfAllAfter(due)
                        .ifPresent(first -> entries.add(HistoryEntry.skipped(first, reason, missed - 1)));
            }
            if (waited) {
                return step(Optional.of(run), entries, at(schedule, plan.nextAfter(now)));
            }
            excludedAfter(due).ifPresent(entries::add);
            return step(Optional.of(run), entries, after(due));
        }

        /** Returns how many later due times have passed, too, and will get no run of their own. */
        private int missed(Instant due) {
            return schedule.misfire() instanceof Misfire.Once ? plan.count(due, now, HistoryEntry.MOST_COUNTED) : 0;
        }

        /** Returns the due time after a handled one. */
        private RunStep.Next after(Instant due) {
            return at(schedule, plan.nextAfter(from(due)));
        }

        /** Returns the due times on excluded dates before that one: they are in the history from the start. */
        private Optional<HistoryEntry> excludedAfter(Instant due) {
            if (!plan.hasExclusions()) {
                return Optional.empty();
            }
            Optional<Instant> first = plan.nextOfAllAfter(from(due)).filter(plan::excludes);
            return first.map(time -> {
                Instant until =
                        plan.nextAfter(time).map(next -> next.minus(Plan.MICRO)).orElse(Instant.MAX);
                return HistoryEntry.skipped(
                        time, RunSkipReason.EXCLUDED, plan.count(time, until, HistoryEntry.MOST_COUNTED));
            });
        }

        /** Unless missed runs are caught up one by one, continue from now. */
        private Instant from(Instant due) {
            return schedule.misfire() instanceof Misfire.Once && now.isAfter(due) ? now : due;
        }

        private RunStep only(RunStep.Next next) {
            return step(Optional.empty(), List.of(), next);
        }

        private RunStep step(Optional<JobRun> run, List<HistoryEntry> entries, RunStep.Next next) {
            return new RunStep(read, run, entries, next);
        }
    }
}
