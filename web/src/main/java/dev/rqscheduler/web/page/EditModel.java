/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.FieldChange;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule that somebody edits, or a new one.
 *
 * @param name empty text for a new one
 * @param typed the inputs
 * @param read stands for the definition that the inputs are compared with; empty text if there is none
 * @param preview what saving would do; empty before it was asked for
 * @param mistake what is wrong with the inputs
 */
public record EditModel(
        String name,
        Map<String, String> typed,
        String read,
        Optional<Preview> preview,
        Optional<String> mistake,
        boolean hideArguments) {

    /**
     * @param change what saving would change
     * @param schedule as it would be
     * @param times the first due times
     */
    public record Preview(ScheduleChange change, Schedule schedule, List<Instant> times) {

        public List<FieldChange> fields() {
            return change.fields();
        }

        public boolean unchanged() {
            return change.kind() == ScheduleChange.Kind.UNCHANGED;
        }
    }

    /** Stands for the inputs of which the preview is. */
    public String previewed() {
        return Fingerprint.of(typed);
    }

    public boolean isNew() {
        return name.isEmpty();
    }

    public String field(String field) {
        return typed.getOrDefault(field, "");
    }

    /** Whether a field must not be shown where arguments are hidden. */
    public static boolean carriesArguments(FieldChange change) {
        return ScheduleFields.CARRY_ARGUMENTS.contains(change.field());
    }

    /** Where the form is sent. */
    public String action() {
        return isNew() ? "/new-schedule" : Links.schedule(name);
    }
}
