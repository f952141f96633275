/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import dev.rqscheduler.api.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this process did with a due job or with a due time of a named schedule.
 *
 * @param number sequence number, starting at 1 with the process; slow readers may see gaps
 * @param at time of the outcome: by Redis's clock for moves, by this machine's for all others
 * @param what moved, deferred, skipped, quarantined, evicted, missing, dropped, stuck, run_skipped, schedule_broken or
 *     schedule_finished
 * @param job the job's id; empty for outcomes of a schedule
 * @param schedule the schedule's name, if known
 * @param queue the queue's name; empty if unknown
 * @param next the next due time
 * @param reason why the job was not moved; empty if it was
 */
public record Move(
        long number,
        Instant at,
        String what,
        Optional<String> job,
        Optional<String> schedule,
        String queue,
        Instant due,
        Optional<Instant> next,
        String reason) {

    /** Returns the time from the due time to {@code at}; never negative for moves. */
    public Duration lateness() {
        return Duration.between(due, at);
    }

    static Move of(long number, Outcome outcome, Instant at) {
        if (outcome instanceof Outcome.Moved job) {
            return new Move(
                    number,
                    job.at(),
                    "moved",
                    Optional.of(job.id()),
                    job.schedule(),
                    job.queue(),
                    job.due(),
                    job.next(),
                    "");
        } else if (outcome instanceof Outcome.Deferred job) {
            return job(number, "deferred", job, at, job.queue(), job.next(), "waiting for its dependencies");
        } else if (outcome instanceof Outcome.Skipped job) {
            return job(number, "skipped", job, at, job.queue(), job.next(), job.reason());
        } else if (outcome instanceof Outcome.Quarantined job) {
            return job(number, "quarantined", job, at, job.queue(), Optional.empty(), job.reason());
        } else if (outcome instanceof Outcome.Evicted job) {
            return job(number, "evicted", job, at, "", Optional.empty(), job.reason());
        } else if (outcome instanceof Outcome.Missing) {
            return job(number, "missing", outcome, at, "", Optional.empty(), "its hash is missing");
        } else if (outcome instanceof Outcome.Dropped) {
            return job(number, "dropped", outcome, at, "", Optional.empty(), "its hash is gone");
        } else if (outcome instanceof Outcome.Stuck job) {
            return job(number, "stuck", job, at, "", Optional.empty(), job.reason());
        } else if (outcome instanceof Outcome.RunSkipped run) {
            String more = run.more() == 0 ? "" : ", and " + run.more() + " more due times";
            return schedule(number, "run_skipped", run, at, run.next(), run.reason() + more);
        } else if (outcome instanceof Outcome.ScheduleBroken schedule) {
            return schedule(number, "schedule_broken", schedule, at, Optional.empty(), schedule.reason());
        }
        return schedule(number, "schedule_finished", outcome, at, Optional.empty(), "no due times left");
    }

    private static Move job(
            long number,
            String what,
            Outcome outcome,
            Instant at,
            String queue,
            Optional<Instant> next,
            String reason) {
        return new Move(
                number, at, what, Optional.of(outcome.id()), Optional.empty(), queue, outcome.due(), next, reason);
    }

    private static Move schedule(
            long number, String what, Outcome outcome, Instant at, Optional<Instant> next, String reason) {
        return new Move(number, at, what, Optional.empty(), Optional.of(outcome.id()), "", outcome.due(), next, reason);
    }
}
