/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Thrown if another live scheduler is registered under the same name. */
public final class SchedulerNameTakenException extends SchedulerException {

    private static final long serialVersionUID = 1L;

    public SchedulerNameTakenException(String message) {
        super(message);
    }
}
