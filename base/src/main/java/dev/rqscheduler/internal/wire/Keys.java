/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

/** The Redis keys of RQ and rq-scheduler, letter for letter. */
public final class Keys {
    /** Sorted set: job ids by due time in whole epoch seconds (rq-scheduler). */
    public static final String SCHEDULED_JOBS = "rq:scheduler:scheduled_jobs";

    /** String: held by the one scheduler that moves jobs (rq-scheduler). */
    public static final String LOCK = "rq:scheduler_lock";

    /** Set: the full key of every queue that ever had a job, as {@link #queue} gives it (RQ). */
    public static final String QUEUES = "rq:queues";

    private static final String JOB = "rq:job:";

    private Keys() {}

    /** Hash: birth and death of the scheduler process of that name (rq-scheduler). */
    public static String schedulerInstance(String name) {
        return "rq:scheduler_instance:" + name;
    }

    /** Hash: the job, see {@link JobFields}. */
    public static String job(String id) {
        return JOB + id;
    }

    /** List: ids of the jobs that wait for a worker; workers take from the left. */
    public static String queue(String name) {
        return "rq:queue:" + name;
    }

    /** Sorted set: jobs of that queue waiting for other jobs. */
    public static String deferred(String queue) {
        return "rq:deferred:" + queue;
    }

    /** Set: ids of the jobs waiting for this one. */
    public static String dependents(String id) {
        return JOB + id + ":dependents";
    }

    /** Set: ids of the jobs that this one waits for. The two colons before the id are RQ's own. */
    public static String dependencies(String id) {
        return JOB + ":" + id + ":dependencies";
    }
}
