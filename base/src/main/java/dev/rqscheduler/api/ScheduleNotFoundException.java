/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** There is no named schedule of that name. */
public final class ScheduleNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ScheduleNotFoundException(String name) {
        super("there is no schedule \"" + name + "\"");
    }
}
