/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import java.util.List;
import java.util.Locale;

/** The fields of a job's hash that a decision needs, in the order in which {@code job_fields.lua} returns them. */
public enum JobField {
    STATUS,
    ORIGIN,
    CREATED_AT,
    TIMEOUT,
    TTL,
    RESULT_TTL,
    FAILURE_TTL,
    ENQUEUE_AT_FRONT,
    DEPENDENCY_IDS,
    DEPENDENCY_ID,
    ALLOW_DEPENDENCY_FAILURES,
    ENDED_AT,
    META;

    static final List<JobField> ALL = List.of(values());

    /** The name in RQ's hash. */
    public String fieldName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
