/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import java.time.Instant;
import java.util.Optional;

/** What happened to one job, according to the append-only file. */
public sealed interface JobEvent {

    /** It was added to the schedule. */
    record Scheduled(Instant due) implements JobEvent {}

    /** Its due time changed. */
    record Rescheduled(Instant due) implements JobEvent {}

    /**
     * It was pushed to a queue.
     *
     * @param due its due time before the move; empty if it was not scheduled
     * @param at on Redis's clock, from the field {@code enqueued_at}; empty if that was not written in the same step
     * @param next its due time after the move; empty if it is no longer scheduled
     * @param whole whether queue, hash and schedule changed in one step
     * @param holder value of the lock; empty if it was free
     */
    record Moved(Optional<Instant> due, Optional<Instant> at, Optional<Instant> next, boolean whole, String holder)
            implements JobEvent {}

    /** It was removed from the schedule, and nothing else happened. */
    record Removed(Instant due) implements JobEvent {}

    record Quarantined(Instant due) implements JobEvent {}

    /** It was found without a hash, and given time for one to appear. */
    record WaitingForHash(Instant until) implements JobEvent {}

    /** It was removed from the schedule because no hash appeared. */
    record Dropped(Instant due) implements JobEvent {}

    /** Its hash was marked queued without a push in the same step. */
    record MarkedQueued() implements JobEvent {}
}
