/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule being edited or created.
 *
 * @param name empty for a new schedule
 * @param typed the form inputs
 * @param read fingerprint of the definition that the inputs are compared with; empty if there is none
 * @param preview what saving would change; empty until a preview is requested
 * @param mistake the error in the inputs
 */
public record EditModel(
        String name,
        Map<String, String> typed,
        String read,
        Optional<Preview> preview,
        Optional<String> mistake,
        boolean hideArguments) {

    /**
     * The effect of saving.
     *
     * @param change the changed fields
     * @param schedule the schedule after saving
     * @param times its first due times
     */
    public record Preview(ScheduleChange change, Schedule schedule, List<Instant> times) {

        public List<FieldChange> fields() {
            return change.fields();
        }

        public boolean unchanged() {
            return change.kind() == ScheduleChange.Kind.UNCHANGED;
        }
    }

    /** Returns the fingerprint of the inputs that the preview is for. */
    public String previewed() {
        return Fingerprint.of(typed);
    }

    public boolean isNew() {
        return name.isEmpty();
    }

    public String field(String field) {
        return typed.getOrDefault(field, "");
    }

    /** Returns whether a field must not be shown when arguments are hidden. */
    public static boolean carriesArguments(FieldChange change) {
        return ScheduleFields.CARRY_ARGUMENTS.contains(change.field());
    }

    /** Returns the URL that the form is sent to. */
    public String action() {
        return isNew() ? "/new-schedule" : PageLinks.schedule(name);
    }
}
