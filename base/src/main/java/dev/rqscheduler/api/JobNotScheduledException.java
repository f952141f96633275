/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** The job is not in the schedule: never scheduled, cancelled, or moved to its queue already. */
public final class JobNotScheduledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobNotScheduledException(String id) {
        super("job \"" + id + "\" is not scheduled (never was, was cancelled, or is in its queue already)");
    }
}
