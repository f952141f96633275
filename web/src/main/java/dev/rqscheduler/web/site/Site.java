/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.Diagnosis;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.live.LiveMoves;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Everything that pages and the API read from and act on.
 *
 * @param scheduler the client, with connections of the web's own, so that no page ever makes a job late
 * @param cronZone where cron expressions are read
 * @param hideArguments whether arguments of jobs, and descriptions that repeat them, must not be shown
 * @param clock this machine's clock, for what has no Redis to ask
 * @param oneJob held while a job is read whole
 */
public record Site(
        SchedulerClient scheduler,
        Schedules schedules,
        Diagnosis diagnosis,
        LiveMoves moves,
        Zone cronZone,
        boolean hideArguments,
        InstantSource clock,
        ReentrantLock oneJob) {

    /** Recorded as the author of changes to schedules; there are no individual users. */
    private static final String AUTHOR = "web";

    /** Maximum size in bytes of a job to be read whole, as stored. */
    private static final long LARGEST_JOB = 2L << 20;

    /** Fields of a job's hash that reveal arguments or results. */
    private static final Set<String> TELLING = Set.of("description", "exc_info", "result", "meta");

    /** Fields of a definition that reveal arguments. */
    public static final List<String> TELLING_OF_DEFINITION = List.of("args", "kwargs", "meta", "description");

    /** All of it over the connections of one client. */
    public static Site over(
            SchedulerClient scheduler, LiveMoves moves, Zone cronZone, boolean hideArguments, InstantSource clock) {
        return new Site(
                scheduler,
                scheduler.schedules(AUTHOR),
                scheduler.diagnosis(clock),
                moves,
                cronZone,
                hideArguments,
                clock,
                new ReentrantLock(true));
    }

    /** Returns the time by Redis's clock. */
    public Instant now() {
        return scheduler.ping();
    }

    /**
     * Returns a complete job; empty if it does not exist. Jobs are read one at a time and only up to a maximum size: a job may have
     * megabytes of arguments, which take many times as much memory once decoded, in a process that is also the scheduler.
     *
     * @throws HttpProblem if it is too large
     */
    public Optional<JobDetails> job(String id) {
        long size = scheduler.jobSize(id);
        if (size > LARGEST_JOB) {
            throw new HttpProblem(
                    422,
                    "job \"" + id + "\" has " + size + " bytes and is too large to show here (limit: " + LARGEST_JOB
                            + "); run: rqscheduler show " + id);
        }
        oneJob.lock();
        try {
            return scheduler.job(id);
        } finally {
            oneJob.unlock();
        }
    }

    /** Returns the fields of a job's hash, without those that reveal arguments if these must not be shown. */
    public static Map<String, String> shown(Map<String, String> fields, boolean hideArguments) {
        Map<String, String> left = new LinkedHashMap<>(fields);
        if (hideArguments) {
            left.keySet().removeAll(TELLING);
        }
        return left;
    }

    /** Returns the HTTP error for an exception of the scheduler client; empty if it indicates a bug. */
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
