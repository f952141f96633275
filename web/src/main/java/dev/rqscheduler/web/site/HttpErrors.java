/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.web.http.HttpProblem;
import java.util.Optional;

/** Maps exceptions of the scheduler client to HTTP errors. */
public final class HttpErrors {

    private HttpErrors() {}

    /** Returns the HTTP error for an exception; empty if it indicates a bug. */
    public static Optional<HttpProblem> problem(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof RedisException redis) {
            boolean away =
                    redis.kind() == RedisException.Kind.UNREACHABLE || redis.kind() == RedisException.Kind.LOADING;
            return Optional.of(new HttpProblem(away ? 503 : 502, message));
        } else if (failure instanceof ScheduleNotFoundException) {
            return Optional.of(HttpProblem.notFound(message));
        } else if (failure instanceof JobNotScheduledException || failure instanceof ConflictException) {
            return Optional.of(HttpProblem.conflict(message));
        } else if (failure instanceof BadScheduleException) {
            return Optional.of(new HttpProblem(422, message));
        }
        return Optional.empty();
    }
}
