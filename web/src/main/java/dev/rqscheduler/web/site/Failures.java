/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.JobNotScheduledException;
import dev.rqscheduler.ScheduleNotFoundException;
import dev.rqscheduler.redis.connection.RedisFailure;
import dev.rqscheduler.schedule.BadScheduleException;
import dev.rqscheduler.web.http.HttpProblem;
import java.util.Optional;

/** What failures of the client mean to somebody who asked by HTTP. */
public final class Failures {

    private Failures() {}

    /** Empty for a fault of this program. */
    public static Optional<HttpProblem> problem(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof RedisFailure redis) {
            boolean away = redis.kind() == RedisFailure.Kind.UNREACHABLE || redis.kind() == RedisFailure.Kind.LOADING;
            return Optional.of(new HttpProblem(away ? 503 : 502, message));
        } else if (failure instanceof ScheduleNotFoundException) {
            return Optional.of(HttpProblem.notFound(message));
        } else if (failure instanceof JobNotScheduledException) {
            return Optional.of(HttpProblem.conflict(message));
        } else if (failure instanceof BadScheduleException) {
            return Optional.of(new HttpProblem(422, message));
        }
        return Optional.empty();
    }
}
