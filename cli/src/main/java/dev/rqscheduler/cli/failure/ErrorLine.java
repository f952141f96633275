/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.failure;

import dev.rqscheduler.JobNotScheduledException;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.embedded.RedisServerException;
import dev.rqscheduler.process.SchedulerNameTakenException;
import dev.rqscheduler.redis.connection.RedisFailure;
import java.io.IOException;

/**
 * The one line that a failure becomes.
 *
 * @param text what is wrong and what to do, on one line, without a password
 * @param exitCode see {@link ExitCode}
 */
public record ErrorLine(String text, int exitCode) {

    /**
     * @param whenUnreachable what to try where there is no Redis
     */
    public static ErrorLine of(Throwable failure, String whenUnreachable) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof UsageException) {
            return new ErrorLine(Printable.line(message), ExitCode.USAGE);
        }
        if (failure instanceof RedisFailure redis) {
            return failed(message + advice(redis.kind(), whenUnreachable));
        }
        if (failure instanceof FailedException
                || failure instanceof JobNotScheduledException
                || failure instanceof SchedulerNameTakenException
                || failure instanceof RedisServerException) {
            return failed(message);
        }
        if (failure instanceof IOException) {
            return failed(failure.getClass().getSimpleName() + ": " + message);
        }
        return failed("unexpected " + failure + " (--verbose shows where)");
    }

    private static ErrorLine failed(String text) {
        return new ErrorLine(Printable.line(text), ExitCode.FAILED);
    }

    private static String advice(RedisFailure.Kind kind, String whenUnreachable) {
        return switch (kind) {
            case UNREACHABLE -> "; " + whenUnreachable;
            case AUTH -> "; give the password with RQ_REDIS_PASSWORD, --password-file, or in --url";
            default -> "";
        };
    }
}
