/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.Optional;

/**
 * A due schedule, as read.
 *
 * @param score when it became due, as Redis prints it
 * @param definition its JSON text
 * @param busy whether the previous run is still queued, started, deferred, or scheduled for a retry
 */
public record DueSchedule(String name, String score, byte[] definition, State state, boolean busy) {

    /**
     * The state stored next to the definition; an empty string for an absent field.
     *
     * @param due the due time that the score was made from, in microseconds since 1970; empty if the schedule was
     *     written by a client that left that to the scheduler
     * @param runs how many runs were queued so far, without manual ones
     * @param paused not empty if it is paused
     * @param skip a due time to skip on request, in microseconds
     * @param held the score until which the run of {@code due} waits for the previous run, or for Redis to accept it
     */
    public record State(String due, String runs, String paused, String skip, String held) {}

    Optional<Instant> due() {
        return instant(state.due());
    }

    Optional<Instant> skip() {
        return instant(state.skip());
    }

    private static Optional<Instant> instant(String micros) {
        try {
            return micros.isEmpty() ? Optional.empty() : Optional.of(Scores.ofMicros(micros));
        } catch (ArithmeticException | IllegalArgumentException | java.time.DateTimeException e) {
            // Not written by us: it is recomputed.
            return Optional.empty();
        }
    }

    long runs() {
        try {
            return state.runs().isEmpty() ? 0 : Long.parseLong(state.runs());
        } catch (NumberFormatException e) {
            throw new BadScheduleException("its field runs must be a whole number, not \"" + state.runs() + "\"");
        }
    }

    boolean paused() {
        return !state.paused().isEmpty();
    }

    /** Returns whether it was held back at exactly this score. */
    boolean held() {
        return !state.held().isEmpty() && sameScore(state.held());
    }

    /** Redis prints a score with more digits than it was written with. */
    boolean sameScore(String other) {
        try {
            return Double.parseDouble(other) == Double.parseDouble(score);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
