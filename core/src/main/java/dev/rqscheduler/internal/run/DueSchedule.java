/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule whose time has come, as it was read.
 *
 * @param score when its time came, as Redis prints it
 * @param definition its JSON text
 * @param busy whether the run before is still queued, started, deferred, or scheduled for a retry
 */
public record DueSchedule(String name, String score, byte[] definition, State state, boolean busy) {

    /**
     * What is kept beside the definition, text by text; empty text for what is not there.
     *
     * @param due the due time that the score was made from, in microseconds since 1970; empty if the schedule was written by
     *     somebody who left that to the scheduler
     * @param runs how many runs were queued so far, without those that somebody asked for
     * @param paused not empty if somebody paused it
     * @param skip a due time that somebody wants left out, in microseconds
     * @param held the score until which the run of {@code due} waits for the run before it, or for Redis to take it
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
            // Not written by us: it is reckoned anew.
            return Optional.empty();
        }
    }

    long runs() {
        try {
            return state.runs().isEmpty() ? 0 : Long.parseLong(state.runs());
        } catch (NumberFormatException e) {
            throw new BadScheduleException("", "its field runs must be a whole number, not \"" + state.runs() + "\"");
        }
    }

    boolean paused() {
        return !state.paused().isEmpty();
    }

    /** Whether it was held up at this very score. */
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
