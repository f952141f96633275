/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.RunSkipReason;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.Plan;
import dev.rqscheduler.internal.schedule.Plans;
import java.time.Duration;
import java.time.Instant;
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
        return new RunStep(read, Optional.empty(), List.of(), new NextRunState.Broken(problem));
    }

    /** Returns the first due time of a schedule that is new, changed or resumed. */
    public static NextRunState first(Schedule schedule, Instant now) {
        return at(schedule, Plans.of(schedule).nextAfter(now));
    }

    /**
     * What a schedule continues with when a pause ends.
     *
     * @param next its first due time from now on
     * @param passed due times during the pause that are not handled yet, because the scheduler was down
     */
    public record Resumption(NextRunState next, Optional<HistoryEntry> passed) {}

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
            return new Resumption(new NextRunState.At(due.get(), moment), Optional.empty());
        }
        RunSkipReason reason = plan.excludes(due.get()) ? RunSkipReason.EXCLUDED : RunSkipReason.PAUSED;
        int more = plan.count(due.get(), now, HistoryEntry.MOST_COUNTED);
        return new Resumption(first(schedule, now), Optional.of(HistoryEntry.skipped(due.get(), reason, more)));
    }

    static NextRunState at(Schedule schedule, Optional<Instant> due) {
        return due.<NextRunState>map(instant ->
                        new NextRunState.At(instant, Plans.of(schedule).moment(instant)))
                .orElseGet(NextRunState.Finished::new);
    }
}
