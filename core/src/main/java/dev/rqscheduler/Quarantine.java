/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.RetryResult;
import dev.rqscheduler.internal.store.QuarantineStore;
import java.util.List;
import java.util.Optional;

/**
 * Jobs that could not be moved as they are: unreadable meta, a cron expression without a match, a field that a worker
 * could not load, an id that one of the queue's workers cannot load, a queue key of another type. The job itself is
 * unchanged; it is only no longer scheduled. Thread-safe.
 */
public final class Quarantine {

    private final QuarantineStore store;

    Quarantine(QuarantineStore store) {
        this.store = store;
    }

    public long count() {
        return store.count();
    }

    /** Up to {@code length} jobs, latest first, leaving out the first {@code offset}. */
    public List<QuarantinedJob> list(long offset, int length) {
        return store.list(offset, length);
    }

    public Optional<QuarantinedJob> find(String id) {
        return store.find(id);
    }

    /**
     * Schedules a job again with its original due time, once its fault is fixed. A job quarantined for its id stays
     * here as long as it would only return: its queue must have workers, all of versions that can load it.
     */
    public RetryResult retry(String id) {
        return store.retry(id);
    }

    /** Removes a job from quarantine, and deletes its hash if requested; returns false if it was not in quarantine. */
    public boolean drop(String id, boolean deleteHash) {
        return store.drop(id, deleteHash);
    }
}
