/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.RetryResult;
import dev.rqscheduler.internal.store.QuarantineStore;
import java.util.List;
import java.util.Optional;

/**
 * Jobs that could not be moved as they are: meta that cannot be read, a cron expression without a match, a field that a
 * worker could not load, an id that one of the queue's workers cannot load, a queue key of another type. Nothing of the job is changed; it only is not in the schedule any more.
 * Thread-safe.
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
     * Puts a job back into the schedule with its old due time, after its fault was mended. One that is here for its id is not
     * put back as long as it would only return: the queue must have workers, all of versions that can load it.
     */
    public RetryResult retry(String id) {
        return store.retry(id);
    }

    /** Forgets a job, and deletes its hash if asked; false if it was not in quarantine. */
    public boolean drop(String id, boolean deleteHash) {
        return store.drop(id, deleteHash);
    }
}
