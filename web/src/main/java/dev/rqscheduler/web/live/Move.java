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
        Optional<String> queue,
        Instant due,
        Optional<Instant> next,
        Optional<String> reason) {

    /** Returns the time from the due time to {@code at}; never negative for moves. */
    public Duration lateness() {
        return Duration.between(due, at);
    }

    static Move of(long number, Outcome outcome, Instant at) {
        return outcome.accept(new Maker(number, at));
    }

    private record Maker(long number, Instant at) implements Outcome.Visitor<Move> {

        @Override
        public Move moved(Outcome.Moved job) {
            Optional<String> id = Optional.of(job.id());
            Optional<String> queue = Optional.of(job.queue());
            return new Move(
                    number, job.at(), "moved", id, job.schedule(), queue, job.due(), job.next(), Optional.empty());
        }

        @Override
        public Move deferred(Outcome.Deferred job) {
            return job("deferred", job, Optional.of(job.queue()), job.next(), "waiting for its dependencies");
        }

        @Override
        public Move skipped(Outcome.Skipped job) {
            return job("skipped", job, Optional.of(job.queue()), job.next(), job.reason());
        }

        @Override
        public Move quarantined(Outcome.Quarantined job) {
            return job("quarantined", job, job.queue(), Optional.empty(), job.reason());
        }

        @Override
        public Move evicted(Outcome.Evicted job) {
            return job("evicted", job, Optional.empty(), Optional.empty(), job.reason());
        }

        @Override
        public Move missing(Outcome.Missing job) {
            return job("missing", job, Optional.empty(), Optional.empty(), "its hash is missing");
        }

        @Override
        public Move dropped(Outcome.Dropped job) {
            return job("dropped", job, Optional.empty(), Optional.empty(), "its hash is gone");
        }

        @Override
        public Move stuck(Outcome.Stuck job) {
            return job("stuck", job, Optional.empty(), Optional.empty(), job.reason());
        }

        @Override
        public Move runSkipped(Outcome.RunSkipped run) {
            String more = run.more() == 0 ? "" : ", and " + run.more() + " more due times";
            return schedule("run_skipped", run, run.next(), run.reason().word() + more);
        }

        @Override
        public Move scheduleBroken(Outcome.ScheduleBroken schedule) {
            return schedule("schedule_broken", schedule, Optional.empty(), schedule.reason());
        }

        @Override
        public Move scheduleFinished(Outcome.ScheduleFinished schedule) {
            return schedule("schedule_finished", schedule, Optional.empty(), "no due times left");
        }

        private Move job(String what, Outcome outcome, Optional<String> queue, Optional<Instant> next, String reason) {
            Optional<String> job = Optional.of(outcome.id());
            return new Move(number, at, what, job, Optional.empty(), queue, outcome.due(), next, Optional.of(reason));
        }

        private Move schedule(String what, Outcome outcome, Optional<Instant> next, String reason) {
            Optional<String> none = Optional.empty();
            Optional<String> name = Optional.of(outcome.id());
            return new Move(number, at, what, none, name, none, outcome.due(), next, Optional.of(reason));
        }
    }
}
