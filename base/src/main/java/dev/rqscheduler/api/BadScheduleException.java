/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown if a schedule's definition is invalid: names the field, what is wrong with it, and what would be right. */
public final class BadScheduleException extends SchedulerException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;
    private final String problem;

    /**
     * @param problem what is wrong with the definition as a whole
     */
    public BadScheduleException(String problem) {
        super(problem);
        this.field = null;
        this.problem = problem;
    }

    /**
     * @param field as in the stored form, for example {@code misfire_after}
     * @param problem what is wrong with it, without its name
     */
    public BadScheduleException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** Returns what is wrong, without the field's name. */
    public String problem() {
        return problem;
    }

    /** Returns the field as in the stored form; empty if it concerns the whole definition. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
