/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import org.jspecify.annotations.Nullable;

/**
 * What all exceptions of this API have in common: one catch covers everything that can go wrong with Redis, with the data
 * in it, and with definitions. The message is one line for a person. Only arguments that are out of range, such as a negative
 * page size, are an {@link IllegalArgumentException}, and calls in the wrong order an {@link IllegalStateException}.
 */
public abstract sealed class SchedulerException extends RuntimeException
        permits BadScheduleException,
                ConflictException,
                CronSyntaxException,
                JobNotScheduledException,
                RedisException,
                ScheduleNotFoundException,
                SchedulerNameTakenException,
                WireFormatException {

    private static final long serialVersionUID = 1L;

    SchedulerException(@Nullable String message) {
        super(message);
    }

    SchedulerException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
