/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Objects;

/** Thrown if a schedule's definition is invalid: names the field, what is wrong with it, and what would be right. */
public final class BadScheduleException extends SchedulerException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /**
     * @param field as in the stored form, for example {@code misfire_after}; empty if it concerns the whole definition
     */
    public BadScheduleException(String field, String problem) {
        super(field.isEmpty() ? problem : field + ": " + problem);
        this.field = Objects.requireNonNull(field, "field");
        this.problem = problem;
    }

    /** Returns what is wrong, without the field's name. */
    public String problem() {
        return problem;
    }

    /** Returns the field as in the stored form; empty if it concerns the whole definition. */
    public String field() {
        return field;
    }
}
