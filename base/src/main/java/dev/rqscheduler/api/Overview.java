/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The current state and the next runs at a glance. A number of jobs, schedules or runs that Redis
 * refuses to show, for example because a permission is missing, is empty.
 *
 * @param now the time by Redis's clock, to which everything else refers
 * @param lead who moves jobs
 * @param schedulers live schedulers, the leader first
 * @param schedulersComplete whether all keys were scanned for Python's, which keep no list of names
 * @param backlog scheduled and due jobs
 * @param schedules named schedules by state
 * @param quarantine quarantined jobs
 * @param comingHour due jobs and runs in each minute of the next hour, the first one from now on
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

    /**
     * @param name name of our scheduler that holds the lock
     * @param leaseRest how long the lock is valid without renewal; empty if it is free, or held forever
     */
    public record Lead(Leadership by, Optional<String> name, Optional<Duration> leaseRest) {}

    /**
     * A live scheduler.
     *
     * @param ours false for Python's, of which only the name and {@code birth} are known
     * @param heartbeatAge time since its last heartbeat; empty if unknown
     * @param registrationRest how long its registration lasts without another heartbeat; empty if forever
     * @param work the work it reported with its last heartbeat; empty if none
     */
    public record Scheduler(
            String name,
            boolean ours,
            boolean leader,
            Optional<String> host,
            Optional<String> pid,
            Optional<String> version,
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
     * @param problem what is wrong with the scheduled jobs' key; empty if nothing
     * @param scheduled all scheduled jobs
     * @param due those that are due but not moved
     * @param oldestDue due time of the oldest of these
     * @param nextDue the earliest due time to come
     */
    public record Backlog(
            Optional<String> problem,
            OptionalLong scheduled,
            OptionalLong due,
            Optional<Instant> oldestDue,
            Optional<Instant> nextDue) {}

    /** Named schedules by state, as of {@code age} ago. */
    public record Schedules(
            OptionalLong all,
            OptionalLong active,
            OptionalLong paused,
            OptionalLong waiting,
            OptionalLong finished,
            OptionalLong broken,
            Duration age) {}

    /** @param newest the latest ones, latest first */
    public record Quarantine(OptionalLong count, List<QuarantinedJob> newest) {}

    /**
     * @param from start of the minute
     * @param jobs how many jobs are due in it
     * @param runs how many runs of named schedules are due in it
     */
    public record Minute(Instant from, OptionalLong jobs, OptionalLong runs) {

        /** Returns whether both numbers could be read. */
        public boolean known() {
            return jobs.isPresent() && runs.isPresent();
        }
    }

    /**
     * An upcoming run.
     *
     * @param schedule name of its schedule; empty for a job
     * @param job id of the job; empty for a run of a schedule, whose job does not exist yet
     * @param what the call, if known
     */
    public record Run(
            Instant at,
            Optional<String> schedule,
            Optional<String> job,
            Optional<String> queue,
            Optional<String> what) {}

    /** Who moves jobs. */
    public enum Leadership {
        /** One of ours holds the lock, or is ready to take it. */
        OURS,
        /** Python's takes the lock for each of its passes. */
        PYTHON,
        /** The lock is never released. */
        BLOCKED,
        /** No scheduler. */
        NOBODY,
        /** No scheduler was found, but not everything was examined. */
        UNKNOWN
    }
}
