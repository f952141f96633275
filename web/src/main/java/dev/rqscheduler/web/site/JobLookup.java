/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.web.http.HttpProblem;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads single jobs whole, one at a time and only up to a size: a job may hold megabytes of arguments, which become many times
 * as much when they are decoded, in a process that has other things to do.
 */
public final class JobLookup {

    /** In bytes, as it is stored. */
    private static final long LARGEST = 2L << 20;

    private final SchedulerClient scheduler;
    private final ReentrantLock one = new ReentrantLock(true);

    JobLookup(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Empty if there is no trace of such a job.
     *
     * @throws HttpProblem if it is too large
     */
    public Optional<JobDetails> find(String id) {
        long size = scheduler.jobSize(id);
        if (size > LARGEST) {
            throw new HttpProblem(
                    422,
                    "job \"" + id + "\" has " + size + " bytes, and only up to " + LARGEST
                            + " are shown here; rqscheduler show " + id + " shows it");
        }
        one.lock();
        try {
            return scheduler.getJob(id);
        } finally {
            one.unlock();
        }
    }
}
