/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.failure;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerException;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.embedded.RedisServerException;
import dev.rqscheduler.files.ScheduleFileException;
import dev.rqscheduler.internal.tzdata.TzdataException;
import java.io.IOException;
import java.util.List;

/**
 * The line printed for a failure; a file with several errors gets one for each.
 *
 * @param lines what is wrong and what to do, without a password
 * @param exitCode see {@link ExitCode}
 */
public record ErrorLine(List<String> lines, int exitCode) {

    /**
     * @param whenUnreachable what to try if there is no Redis
     */
    public static ErrorLine of(Throwable failure, String whenUnreachable) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof UsageException) {
            return new ErrorLine(List.of(Printable.line(message)), ExitCode.USAGE);
        }
        if (failure instanceof ScheduleFileException files) {
            return new ErrorLine(
                    files.problems().stream()
                            .map(problem -> Printable.line(problem.toString()))
                            .toList(),
                    ExitCode.USAGE);
        }
        if (failure instanceof RedisException redis) {
            return failed(message + advice(redis.kind(), whenUnreachable));
        }
        if (failure instanceof FailedException
                || failure instanceof SchedulerException
                || failure instanceof RedisServerException
                || failure instanceof TzdataException) {
            return failed(message);
        }
        if (failure instanceof IOException) {
            return failed(failure.getClass().getSimpleName() + ": " + message);
        }
        return failed("unexpected " + failure + " (--verbose prints the stack trace)");
    }

    private static ErrorLine failed(String text) {
        return new ErrorLine(List.of(Printable.line(text)), ExitCode.FAILED);
    }

    private static String advice(RedisException.Kind kind, String whenUnreachable) {
        return switch (kind) {
            case UNREACHABLE -> "; " + whenUnreachable;
            case AUTH -> "; give the password with RQ_REDIS_PASSWORD, --password-file, or in --url";
            default -> "";
        };
    }
}
