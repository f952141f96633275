/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is there and what comes next, at a glance. A number of jobs, schedules or runs that Redis refuses to tell, such as for
 * want of a permission, is {@link #UNKNOWN}.
 *
 * @param now the time by Redis's clock, to which all else refers
 * @param lead who moves jobs
 * @param schedulers that are alive, the leader first
 * @param schedulersComplete whether all keys were looked at for Python's, which do not tell their names
 * @param backlog of jobs
 * @param schedules named ones by state
 * @param quarantine jobs that were put aside
 * @param comingHour what is due in each minute of the coming hour, the first one from now on
 * @param coming the next runs, earliest first
 */
public record Overview(
        Instant now,
        Lead lead,
        List<Scheduler> schedulers,
        boolean schedulersComplete,
        Backlog backlog,
        Schedules schedules,
        Quarantine quarantine,
        List<Minute> comingHour,
        List<Run> coming) {

    /** Instead of a number that could not be read. */
    public static final long UNKNOWN = -1;

    /**
     * @param name of the scheduler of ours that holds the lock
     * @param leaseRest how long the lock is valid without renewal; empty if nobody holds it, or for ever
     */
    public record Lead(Leadership by, Optional<String> name, Optional<Duration> leaseRest) {}

    /**
     * A scheduler that is alive.
     *
     * @param ours false for Python's, of which only the name and {@code birth} are known
     * @param heartbeatAge since it last said that it is there; empty if it does not tell when
     * @param registrationRest how long its registration lasts without another one; empty if for ever
     * @param work what it told of its work with its last heartbeat; empty if it does not tell
     */
    public record Scheduler(
            String name,
            boolean ours,
            boolean leader,
            String host,
            String pid,
            String version,
            Optional<Instant> birth,
            Optional<Duration> heartbeatAge,
            Optional<Duration> registrationRest,
            Optional<Work> work) {}

    /**
     * @param moved jobs since the scheduler's start
     * @param late the greatest lateness between its last two heartbeats; empty if nothing was moved
     */
    public record Work(long moved, Optional<Duration> late) {}

    /**
     * @param problem what is wrong with the schedule's key; empty text if nothing
     * @param scheduled all jobs in the schedule
     * @param due those that are due and not moved
     * @param oldestDue the due time of the oldest of these
     * @param nextDue the earliest due time to come
     */
    public record Backlog(
            String problem, long scheduled, long due, Optional<Instant> oldestDue, Optional<Instant> nextDue) {}

    /** How many named schedules are in which state, as it was {@code age} ago. */
    public record Schedules(
            long all, long active, long paused, long waiting, long finished, long broken, Duration age) {}

    /** @param newest the latest ones, latest first */
    public record Quarantine(long count, List<Aside> newest) {}

    /** A job in quarantine. */
    public record Aside(String id, Instant since, String queue, String reason) {}

    /**
     * @param from when the minute begins
     * @param jobs how many jobs are due in it
     * @param runs how many runs of named schedules are
     */
    public record Minute(Instant from, long jobs, long runs) {

        /** Whether both numbers could be read. */
        public boolean known() {
            return jobs != UNKNOWN && runs != UNKNOWN;
        }
    }

    /**
     * A run to come.
     *
     * @param schedule name of its schedule; empty for a job
     * @param job id of the job; empty for a run of a schedule, whose job is yet to be made
     * @param what the call, as far as it is known
     */
    public record Run(Instant at, Optional<String> schedule, Optional<String> job, String queue, String what) {}
}
