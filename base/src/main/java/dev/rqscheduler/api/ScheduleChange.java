/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What putting or pruning a schedule does, or did.
 *
 * @param fields what differs; all fields of one that is new
 * @param next when it runs next; empty for one that is removed
 */
public record ScheduleChange(String name, Kind kind, List<FieldChange> fields, Optional<Instant> next) {

    /** What happens to it. */
    public enum Kind {
        ADDED,
        CHANGED,
        UNCHANGED,
        REMOVED
    }
}
