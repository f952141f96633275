/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

/** The fields of a job's hash that a decision needs, in the order in which {@code job_fields.lua} returns them. */
public enum JobField {
    STATUS("status", 0),
    ORIGIN("origin", 1),
    CREATED_AT("created_at", 2),
    TIMEOUT("timeout", 3),
    TTL("ttl", 4),
    RESULT_TTL("result_ttl", 5),
    FAILURE_TTL("failure_ttl", 6),
    ENQUEUE_AT_FRONT("enqueue_at_front", 7),
    DEPENDENCY_IDS("dependency_ids", 8),
    DEPENDENCY_ID("dependency_id", 9),
    ALLOW_DEPENDENCY_FAILURES("allow_dependency_failures", 10),
    ENDED_AT("ended_at", 11),
    META("meta", 12);

    private final String fieldName;

    private final int position;

    JobField(String fieldName, int position) {
        this.fieldName = fieldName;
        this.position = position;
    }

    /** Where {@code job_fields.lua} puts it. */
    int position() {
        return position;
    }

    /** The name in RQ's hash. */
    public String fieldName() {
        return fieldName;
    }
}
