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
}
