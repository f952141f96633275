/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Objects;

/** A definition of a schedule that is not right: which field, what is wrong with it, and what would be right. */
public final class BadScheduleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /**
     * @param field as in the stored form, for example {@code misfire_after}; empty if it is about the whole
     */
    public BadScheduleException(String field, String problem) {
        super(field.isEmpty() ? problem : field + ": " + problem);
        this.field = Objects.requireNonNull(field, "field");
        this.problem = problem;
    }

    /** What is wrong, without the field's name. */
    public String problem() {
        return problem;
    }

    /** As in the stored form; empty if it is about the whole. */
    public String field() {
        return field;
    }
}
