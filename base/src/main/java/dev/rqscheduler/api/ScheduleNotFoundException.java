/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Thrown if there is no schedule with the given name. */
public final class ScheduleNotFoundException extends SchedulerException {

    private static final long serialVersionUID = 1L;

    public ScheduleNotFoundException(String name) {
        super("there is no schedule \"" + name + "\"");
    }
}
