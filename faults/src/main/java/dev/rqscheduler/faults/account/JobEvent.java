/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import java.time.Instant;
import java.util.Optional;

/** What happened to one job, as the append-only file has it. */
public sealed interface JobEvent {

    /** It got its place in the schedule. */
    record Scheduled(Instant due) implements JobEvent {}

    /** It got another place there. */
    record Rescheduled(Instant due) implements JobEvent {}

    /**
     * It was pushed on a queue.
     *
     * @param due its due time before; empty if it was not scheduled
     * @param at by Redis's clock, from the field {@code enqueued_at}; empty if that was not written with it
     * @param next its due time after; empty if it is not scheduled any more
     * @param whole whether push, hash and schedule changed in one step
     * @param holder what the lock held; empty if it was free
     */
    record Moved(Optional<Instant> due, Optional<Instant> at, Optional<Instant> next, boolean whole, String holder)
            implements JobEvent {}

    /** It was taken out of the schedule, and nothing else. */
    record Removed(Instant due) implements JobEvent {}

    record Quarantined(Instant due) implements JobEvent {}

    /** It was found without a hash, and gets time for one to come. */
    record WaitingForHash(Instant until) implements JobEvent {}

    /** It was taken out of the schedule since no hash came. */
    record Dropped(Instant due) implements JobEvent {}

    /** Its hash says that it is queued, and it was not pushed in the same step. */
    record MarkedQueued() implements JobEvent {}
}
