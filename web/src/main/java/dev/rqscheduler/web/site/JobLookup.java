/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.web.http.HttpProblem;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads complete jobs, one at a time and only up to a maximum size: a job may have megabytes of arguments, which take many times
 * as much memory once decoded, in a process that is also the scheduler.
 */
public final class JobLookup {

    /** Maximum size in bytes, as stored. */
    private static final long LARGEST = 2L << 20;

    private final SchedulerClient scheduler;
    private final ReentrantLock one = new ReentrantLock(true);

    JobLookup(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Returns a job; empty if it does not exist.
     *
     * @throws HttpProblem if it is too large
     */
    public Optional<JobDetails> find(String id) {
        long size = scheduler.jobSize(id);
        if (size > LARGEST) {
            throw new HttpProblem(
                    422,
                    "job \"" + id + "\" has " + size + " bytes and is too large to show here (limit: " + LARGEST
                            + "); run: rqscheduler show " + id);
        }
        one.lock();
        try {
            return scheduler.job(id);
        } finally {
            one.unlock();
        }
    }
}
