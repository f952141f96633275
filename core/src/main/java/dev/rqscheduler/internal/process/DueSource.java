/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.internal.store.DuePage;
import java.time.Instant;
import java.util.Optional;

/**
 * A source of due times other than rq-scheduler's jobs. Each page that {@link JobRetriever} reads says when a source is next due,
 * at no extra round trip, and {@link Pass} then gives it a turn.
 */
interface DueSource {

    /** Returns when the source is next due, according to a page. */
    Optional<Instant> nextDue(DuePage page);

    /**
     * Handles a bounded number of due times.
     *
     * @param token what the lock must hold
     * @throws dev.rqscheduler.internal.store.LeaseLostException if it holds something else
     */
    Turn turn(String token);

    /**
     * The result of a turn.
     *
     * @param now the time by Redis's clock
     * @param nextDue the next due time; empty if there is none
     * @param settled how many due times were handled
     */
    record Turn(Instant now, Optional<Instant> nextDue, int settled) {}
}
