/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Thrown if a job is not scheduled: it never was, was cancelled, or has already been moved to its queue. */
public final class JobNotScheduledException extends SchedulerException {

    private static final long serialVersionUID = 1L;

    public JobNotScheduledException(String id) {
        super("job \"" + id + "\" is not scheduled (it never was, was cancelled, or has already been queued)");
    }
}
