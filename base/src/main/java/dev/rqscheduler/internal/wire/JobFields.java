/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.CallData;

/**
 * Field names of the job hash {@link Keys#job}. All values are UTF-8 strings except {@link #DATA}, {@link #META},
 * {@link #RESULT} and {@link #EXC_INFO}; timestamps as in {@link Timestamps}, numbers as decimal strings. RQ ignores
 * unknown fields and keeps them.
 */
public final class JobFields {
    /** Timestamp of the job object's creation. */
    public static final String CREATED_AT = "created_at";

    /** The call, see {@link CallData}. A hash without it does not count as a job. */
    public static final String DATA = "data";

    /** Dotted function path, or empty. */
    public static final String SUCCESS_CALLBACK_NAME = "success_callback_name";

    /** Dotted function path, or empty. */
    public static final String FAILURE_CALLBACK_NAME = "failure_callback_name";

    /** Dotted function path, or empty; RQ 1.15 and later. */
    public static final String STOPPED_CALLBACK_NAME = "stopped_callback_name";

    /** Timestamp, or empty. */
    public static final String STARTED_AT = "started_at";

    /** Timestamp, or empty. */
    public static final String ENDED_AT = "ended_at";

    /** Timestamp, or empty. */
    public static final String LAST_HEARTBEAT = "last_heartbeat";

    /** String, or empty. */
    public static final String WORKER_NAME = "worker_name";

    /** String, or empty; RQ 2.0 and later. */
    public static final String GROUP_ID = "group_id";

    /** Name of the queue, without the key's prefix. */
    public static final String ORIGIN = "origin";

    /** Human-readable, see {@link CallData#description()}. */
    public static final String DESCRIPTION = "description";

    /** Timestamp of the last move into a queue; absent before the first. */
    public static final String ENQUEUED_AT = "enqueued_at";

    /** One of RQ's statuses. */
    public static final String STATUS = "status";

    /** Whole seconds, -1 for no limit. */
    public static final String TIMEOUT = "timeout";

    /** Whole seconds, -1 for forever, 0 to delete the job right after success. */
    public static final String RESULT_TTL = "result_ttl";

    /** Whole seconds. */
    public static final String FAILURE_TTL = "failure_ttl";

    /** Whole seconds in the queue. */
    public static final String TTL = "ttl";

    /** A serialised dict, see {@link Meta}; absent when empty. */
    public static final String META = "meta";

    /** The first of {@link #DEPENDENCY_IDS}. */
    public static final String DEPENDENCY_ID = "dependency_id";

    /** JSON array of job ids. */
    public static final String DEPENDENCY_IDS = "dependency_ids";

    /** 0 or 1. */
    public static final String ALLOW_DEPENDENCY_FAILURES = "allow_dependency_failures";

    /** 0 or 1; absent means 0. */
    public static final String ENQUEUE_AT_FRONT = "enqueue_at_front";

    /** Whole number. */
    public static final String RETRIES_LEFT = "retries_left";

    /** JSON array of whole seconds. */
    public static final String RETRY_INTERVALS = "retry_intervals";

    /** Whole number; RQ 2.1 and later. */
    public static final String NUMBER_OF_RETRIES = "number_of_retries";

    /** 1 or absent; RQ 2.8 and later. */
    public static final String ENQUEUE_AT_FRONT_ON_RETRY = "enqueue_at_front_on_retry";

    /** Whole number, of RQ's own repeat feature; RQ 2.3 and later. */
    public static final String REPEATS_LEFT = "repeats_left";

    /** JSON array of whole seconds; RQ 2.3 and later. */
    public static final String REPEAT_INTERVALS = "repeat_intervals";

    /** Whole seconds; RQ 1.14 and later. */
    public static final String SUCCESS_CALLBACK_TIMEOUT = "success_callback_timeout";

    /** Whole seconds; RQ 1.14 and later. */
    public static final String FAILURE_CALLBACK_TIMEOUT = "failure_callback_timeout";

    /** Whole seconds; RQ 1.15 and later. */
    public static final String STOPPED_CALLBACK_TIMEOUT = "stopped_callback_timeout";

    /** JSON array of objects; RQ 2.10 and later. */
    public static final String WEBHOOKS = "webhooks";

    /** String; not in a release of RQ yet. */
    public static final String RATE_LIMIT_KEY = "rate_limit_key";

    /** Whole number; not in a release of RQ yet. */
    public static final String RATE_LIMIT_CONCURRENCY = "rate_limit_concurrency";

    /** Legacy: the serialised return value. */
    public static final String RESULT = "result";

    /** Legacy: the traceback, zlib-compressed UTF-8. */
    public static final String EXC_INFO = "exc_info";

    private JobFields() {}
}
