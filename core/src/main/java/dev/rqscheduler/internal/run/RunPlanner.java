/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is to be done with a schedule whose time has come. Pure but for a memory of definitions that were read. Not
 * thread-safe.
 */
public final class RunPlanner {

    /** How long a run that waits for the one before it is left before it is looked at again. */
    static final Duration HOLD = Duration.ofSeconds(1);

    private final Definitions definitions = new Definitions();

    /** A decision for every schedule: one that cannot be read is broken, and harms no other. */
    public RunStep plan(DueSchedule read, Instant now) {
        try {
            return new Decision(definitions.of(read.name(), read.definition()), read, now).step();
        } catch (BadScheduleException e) {
            return broken(read, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A fault of ours must not stop the schedules behind this one.
            return broken(read, "its next run could not be decided: " + e);
        }
    }

    /** For a schedule that cannot be read. */
    public static RunStep broken(DueSchedule read, String problem) {
        return new RunStep(read, Optional.empty(), List.of(), new Next.Broken(problem));
    }

    /** The first time of a schedule that is new, or was changed, or is resumed. */
    public static Next first(Schedule schedule, Instant now) {
        return at(schedule, Plans.of(schedule).nextAfter(now));
    }

    /**
     * What a schedule goes on with when a pause ends.
     *
     * @param next its first time from now on
     * @param passed what came due in the pause and nobody has dealt with yet, as the scheduler was down
     */
    public record Resumption(Next next, Optional<HistoryEntry> passed) {}

    /**
     * @param due what was to come when it was read
     */
    public static Resumption resume(Schedule schedule, Optional<Instant> due, Instant now) {
        Plan plan = Plans.of(schedule);
        if (due.isEmpty() || !plan.has(due.get())) {
            return new Resumption(first(schedule, now), Optional.empty());
        }
        Instant moment = plan.moment(due.get());
        if (moment.isAfter(now)) {
            // With jitter that may be long after the due time itself.
            return new Resumption(new Next.At(due.get(), moment), Optional.empty());
        }
        String reason = plan.excludes(due.get()) ? "excluded" : "paused";
        int more = plan.count(due.get(), now, HistoryEntry.MOST_COUNTED);
        return new Resumption(first(schedule, now), Optional.of(HistoryEntry.skipped(due.get(), reason, more)));
    }

    static Next at(Schedule schedule, Optional<Instant> due) {
        return due.<Next>map(instant -> new Next.At(instant, Plans.of(schedule).moment(instant)))
                .orElseGet(Next.Finished::new);
    }
}
