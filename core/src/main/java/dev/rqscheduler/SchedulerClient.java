/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.JobPage;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSearch;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.client.ImmediateMove;
import dev.rqscheduler.internal.client.JobReader;
import dev.rqscheduler.internal.client.JobSearcher;
import dev.rqscheduler.internal.client.JobWriter;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.ThisProcess;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.store.DueStore;
import dev.rqscheduler.internal.store.JobStore;
import dev.rqscheduler.internal.store.QuarantineStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.time.DueTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Schedules jobs for RQ workers and manages scheduled jobs: the Java counterpart of rq-scheduler's class {@code
 * SchedulerClient}. A scheduler process (ours, or Python's {@code rqscheduler}) moves each job to its queue when it is due.
 *
 * <p>Thread-safe: create one, share it, and close it when done. Times are {@code Instant}s: there is no naive time that
 * could mean one zone here and another there. Every write is one step in Redis, so a job never exists without its entry
 * among the scheduled jobs, or the other way round.
 *
 * <p>All methods throw {@link dev.rqscheduler.api.RedisException} if Redis cannot be reached or answers with an error;
 * {@link dev.rqscheduler.api.SchedulerException} is the base of all exceptions of this API.
 *
 * <pre>{@code
 * try (SchedulerClient scheduler = SchedulerClient.connect("redis://localhost:6379")) {
 *     scheduler.enqueueIn(Duration.ofMinutes(10), JobSpec.of("shop.jobs.remind", "order-17"));
 *     scheduler.cron("0 9 * * mon-fri", JobSpec.builder("shop.jobs.report").queue("reports").id("daily-report").build());
 * }
 * }</pre>
 */
public final class SchedulerClient implements AutoCloseable {

    private final RedisConnection redis;
    private final ScriptClock clock;
    private final JobStore schedule;
    private final DueStore due;
    private final QuarantineStore quarantine;
    private final JobWriter registration;
    private final JobReader reader;
    private final JobSearcher searcher;
    private final Decider decider;

    private final Zone cronZone;

    SchedulerClient(RedisConnection redis, ScriptClock clock, Zone cronZone, Serializer serializer) {
        this.redis = redis;
        this.clock = clock;
        this.cronZone = cronZone;
        this.schedule = new JobStore(redis, clock);
        this.due = new DueStore(redis, clock);
        this.quarantine = new QuarantineStore(redis);
        this.registration = new JobWriter(schedule, cronZone, serializer);
        this.reader = new JobReader(schedule, quarantine);
        this.searcher = new JobSearcher(redis, clock);
        this.decider = new Decider(cronZone);
    }

    /** Creates a scheduler with default settings for a Redis URL such as {@code redis://localhost:6379/0}. */
    public static SchedulerClient connect(String redisUrl) {
        return builder().redis(redisUrl).build();
    }

    /** To be configured step by step. */
    public static Builder builder() {
        return new Builder();
    }

    /** Schedules a job once, at an instant; fractions of a second are kept to the microsecond. */
    public ScheduledJob enqueueAt(Instant due, JobSpec job) {
        return schedule(JobRequest.at(due, job));
    }

    /** Schedules a job once, after a delay by Redis's clock. */
    public ScheduledJob enqueueIn(Duration delay, JobSpec job) {
        return schedule(JobRequest.in(delay, job));
    }

    /**
     * Schedules a job at {@code first} and then every {@code interval}, indefinitely; late runs do not shift later
     * ones.
     */
    public ScheduledJob schedule(Instant first, Duration interval, JobSpec job) {
        return schedule(JobRequest.every(first, interval, job));
    }

    /** Schedules a job at {@code first} and then every {@code interval}, {@code repeat} times in total. */
    public ScheduledJob schedule(Instant first, Duration interval, int repeat, JobSpec job) {
        return schedule(JobRequest.every(first, interval, repeat, job));
    }

    /**
     * Schedules a job at each match of a cron expression in rq-scheduler's dialect, in this scheduler's cron zone.
     *
     * @throws dev.rqscheduler.api.CronSyntaxException if the expression is invalid
     * @throws IllegalArgumentException if it has no match in the future
     */
    public ScheduledJob cron(String expression, JobSpec job) {
        return schedule(JobRequest.cron(expression, job));
    }

    /** Same as {@link #cron(String, JobSpec)}, {@code repeat} times in total. */
    public ScheduledJob cron(String expression, int repeat, JobSpec job) {
        return schedule(JobRequest.cron(expression, repeat, job));
    }

    /** Schedules a job as requested; an id that is already scheduled gets the new definition and due time. */
    public ScheduledJob schedule(JobRequest request) {
        return scheduleAll(List.of(request)).get(0);
    }

    /**
     * Schedules many jobs in few round trips. All are checked before anything is written; each job is written
     * atomically, but the list is not one transaction.
     *
     * @return the jobs in the order given
     * @throws IllegalArgumentException if one of them cannot be written; none was written then
     */
    public List<ScheduledJob> scheduleAll(List<? extends JobRequest> requests) {
        return registration.register(requests);
    }

    /** Cancels a scheduled job and keeps its hash, as rq-scheduler does; returns false if it was not scheduled. */
    public boolean cancel(String id) {
        return cancel(id, false);
    }

    /**
     * Cancels a scheduled job.
     *
     * @param deleteHash whether to delete the job's hash too; it is kept if an earlier run is queued, deferred or running
     * @return false if it was not scheduled
     */
    public boolean cancel(String id, boolean deleteHash) {
        return schedule.cancel(id, deleteHash).wasScheduled();
    }

    public boolean contains(String id) {
        return schedule.due(id).isPresent();
    }

    /**
     * Changes the due time of a scheduled job. A job that has already been moved to its queue is not brought back.
     *
     * @throws JobNotScheduledException if it is not scheduled
     */
    public void reschedule(String id, Instant newDue) {
        DueTimes.require(newDue);
        if (!schedule.reschedule(id, newDue)) {
            throw new JobNotScheduledException(id);
        }
    }

    /** Returns the number of scheduled jobs. */
    public long count() {
        return schedule.count(Optional.empty());
    }

    /** Returns the number of jobs due at or before an instant. */
    public long count(Instant until) {
        return schedule.count(Optional.of(until));
    }

    /**
     * Streams scheduled jobs, earliest first, read page by page in constant memory. Jobs scheduled or moved while the
     * stream is consumed may or may not be in it.
     */
    public Stream<ScheduledJob> jobs() {
        return reader.jobs(Optional.empty(), 0);
    }

    /** Streams the jobs due at or before an instant, as {@link #jobs()}. */
    public Stream<ScheduledJob> jobs(Instant until) {
        return reader.jobs(Optional.of(until), 0);
    }

    /**
     * Streams scheduled jobs, as {@link #jobs()}, from some way down the list: unlike {@link Stream#skip}, this does not
     * read the jobs it skips.
     *
     * @param until due at or before this; empty for any
     * @param offset how many to skip, 0 or more
     * @throws IllegalArgumentException if {@code offset} is negative
     */
    public Stream<ScheduledJob> jobs(Optional<Instant> until, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset must be 0 or more, not " + offset);
        }
        return reader.jobs(until, offset);
    }

    /**
     * Searches the scheduled jobs, one page at a time. However many there are, one call costs Redis little, in steps of
     * about a millisecond: at its limit it stops and says so, and the next call continues from there.
     */
    public JobPage search(JobSearch search) {
        return searcher.search(search);
    }

    /** Streams jobs that are due by Redis's clock and not moved yet. */
    public Stream<ScheduledJob> dueJobs() {
        return jobs(schedule.now());
    }

    /**
     * Returns the stored size in bytes of a job's potentially large fields, mainly arguments and result, all of which
     * {@link #job} reads.
     */
    public long jobSize(String id) {
        return schedule.size(id);
    }

    /** Returns everything about a job, scheduled or not; empty if it neither has a hash nor is scheduled. */
    public Optional<JobDetails> job(String id) {
        return reader.details(id);
    }

    /**
     * Moves a scheduled job to its queue now, regardless of its due time; a periodic job gets its next run as if it had
     * been due.
     *
     * @return false if it was not moved because it must wait for a dependency, or was quarantined
     * @throws JobNotScheduledException if it is not scheduled, or another client moved it at the same moment
     * @throws dev.rqscheduler.api.ConflictException if others changed it during each of 5 attempts
     */
    public boolean enqueueNow(String id) {
        return new ImmediateMove(due, decider).move(id);
    }

    /** Returns the quarantine: jobs that no scheduler could move, with the reason. */
    public Quarantine quarantine() {
        return new Quarantine(quarantine);
    }

    /** Named schedules in the same Redis; changes are recorded as made by {@code user@host} of this process. */
    public Schedules schedules() {
        return schedules(ThisProcess.author());
    }

    /**
     * Returns the named schedules in the same Redis.
     *
     * @param author who makes changes, as it is recorded with each, for example {@code deploy@web1}
     */
    public Schedules schedules(String author) {
        return new Schedules(redis, clock, author);
    }

    /** What is wrong with this Redis, why a job is where it is, and what comes next. Reads only. */
    public Diagnosis diagnosis() {
        return diagnosis(InstantSource.system());
    }

    /**
     * As {@link #diagnosis()}.
     *
     * @param hostClock the clock of this machine, with which that of Redis is compared
     */
    public Diagnosis diagnosis(InstantSource hostClock) {
        return new Diagnosis(redis, clock, cronZone, hostClock);
    }

    /** Where Redis is, for messages: {@code host:port}, the path of a socket, or the Sentinels. Never has a password. */
    public String address() {
        return redis.address();
    }

    /** Asks Redis for the time by its clock; shows that it can be reached. */
    public Instant ping() {
        return redis.time();
    }

    /** Closes the connections; later calls fail. */
    @Override
    public void close() {
        redis.close();
    }

    /** Configures a {@link SchedulerClient}; the defaults are those of Python's rq-scheduler. Not thread-safe. */
    public static final class Builder {

        private static final int DEFAULT_CONNECTIONS = 8;

        private RedisConfig redis = RedisConfig.DEFAULT;
        private Zone cronZone = Zone.local();
        private Serializer serializer = Serializer.PICKLE;
        private int maxConnections = DEFAULT_CONNECTIONS;

        Builder() {}

        /**
         * A URL such as {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS; default {@code
         * redis://localhost:6379/0}.
         *
         * @throws IllegalArgumentException if it is not one
         */
        public Builder redis(String url) {
            return redis(RedisConfig.parse(url));
        }

        public Builder redis(RedisConfig config) {
            redis = config;
            return this;
        }

        /**
         * The zone in which the first run of a cron job is computed; should be the scheduler process's {@code --cron-zone}, which
         * computes all others. Default: this JVM's zone.
         */
        public Builder cronZone(Zone zone) {
            cronZone = zone;
            return this;
        }

        /** As {@link #cronZone(Zone)}, by the name of the zone: its rules are ours, not the JDK's. */
        public Builder cronZone(ZoneId zone) {
            return cronZone(Zone.of(zone));
        }

        /** How arguments and meta are written; must be what the workers read. Default {@link Serializer#PICKLE}. */
        public Builder serializer(Serializer value) {
            serializer = value;
            return this;
        }

        /** Most connections at a time, 1 or more; further threads wait for one. Default 8. */
        public Builder maxConnections(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxConnections must be at least 1, not " + value);
            }
            maxConnections = value;
            return this;
        }

        /** Does not connect yet: the first call does. */
        public SchedulerClient build() {
            return new SchedulerClient(
                    new RedisConnection(redis, maxConnections), ScriptClock.REDIS, cronZone, serializer);
        }
    }
}
