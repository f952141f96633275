/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/**
 * Thrown if other clients changed a job or schedule during each of several attempts to change it. Nothing was written; the
 * call can be repeated.
 */
public final class ConflictException extends SchedulerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message one line: what was changed, and how many attempts there were
     */
    public ConflictException(String message) {
        super(message);
    }
}
