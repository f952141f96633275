/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The effect of upserting or pruning a schedule.
 *
 * @param fields fields that differ; all fields of a new schedule
 * @param next when it runs next; empty for a removed schedule
 */
public record ScheduleChange(String name, Kind kind, List<FieldChange> fields, Optional<Instant> next) {

    /** Kind of change. */
    public enum Kind {
        ADDED,
        CHANGED,
        UNCHANGED,
        REMOVED
    }

    /**
     * A field in which two definitions of a schedule differ.
     *
     * @param field as in the stored form, for example {@code misfire_after}
     * @param before as JSON; empty if it was absent
     * @param after as JSON; empty if it was removed
     */
    public record FieldChange(String field, Optional<String> before, Optional<String> after) {}
}
