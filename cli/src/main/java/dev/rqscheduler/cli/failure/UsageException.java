/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.failure;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.CronSyntaxException;
import java.util.function.Supplier;

/** Thrown if the command line is invalid: exit code 2, and nothing was written. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message one line: what is wrong, and what to write instead
     */
    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns a value, or throws a UsageException with the message of the exception that it threw. */
    public static <T> T valid(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | CronSyntaxException | BadScheduleException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
