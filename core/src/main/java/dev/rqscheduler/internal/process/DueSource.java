/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.internal.store.DuePage;
import java.time.Instant;
import java.util.Optional;

/**
 * Something beside rq-scheduler's schedule that has due times of its own. {@link JobRetriever} hears with each page when a
 * source is next due, at no round trip of its own, and {@link Pass} lets it have its turn then.
 */
interface DueSource {

    /** When it is next due, as far as a page tells. */
    Optional<Instant> nextDue(DuePage page);

    /**
     * Deals with a bounded number of what is due.
     *
     * @param token what the lock must hold
     * @throws dev.rqscheduler.internal.store.LeaseLostException if it holds something else
     */
    Turn turn(String token);

    /**
     * What a turn did.
     *
     * @param now the time by Redis's clock
     * @param nextDue what comes next; empty if there is nothing
     * @param settled how many due times were dealt with
     */
    record Turn(Instant now, Optional<Instant> nextDue, int settled) {}
}
