/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.FieldChange;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.store.StoredSchedule;
import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a schedule with the stored one it replaces. Pure. */
public final class ScheduleDiff {

    private ScheduleDiff() {}

    /**
     * @throws BadScheduleException if the new one would never run
     */
    public static ScheduleChange of(Optional<StoredSchedule> before, Schedule after, Instant now) {
        if (before.isEmpty()) {
            Instant next = Plans.of(after).moment(nextDue(before, after, now));
            return new ScheduleChange(
                    after.name(), ScheduleChange.Kind.ADDED, fields(Map.of(), after.form()), Optional.of(next));
        }
        Optional<Schedule> old = parsed(before.get());
        // A finished or broken schedule that is upserted again unchanged stays as it is.
        if (old.filter(after::equals).isPresent()) {
            return new ScheduleChange(
                    after.name(),
                    ScheduleChange.Kind.UNCHANGED,
                    List.of(),
                    before.get().instant(Field.DUE).map(Plans.of(after)::moment));
        }
        Instant next = Plans.of(after).moment(nextDue(before, after, now));
        return new ScheduleChange(
                after.name(),
                ScheduleChange.Kind.CHANGED,
                fields(old.map(Schedule::form).orElse(Map.of()), after.form()),
                Optional.of(next));
    }

    public static ScheduleChange removed(StoredSchedule stored) {
        return new ScheduleChange(
                stored.name(),
                ScheduleChange.Kind.REMOVED,
                fields(parsed(stored).map(Schedule::form).orElse(Map.of()), Map.of()),
                Optional.empty());
    }

    /**
     * Returns the next due time after a change: one that is due but not handled yet is kept if the new timetable has it
     * too.
     */
    public static Instant nextDue(Optional<StoredSchedule> before, Schedule after, Instant now) {
        Optional<Instant> owed = before.flatMap(stored -> stored.instant(Field.DUE))
                .filter(due -> !due.isAfter(now) && Plans.of(after).has(due));
        return owed.or(() -> Plans.of(after).nextAfter(now))
                .orElseThrow(() -> new BadScheduleException(
                        "schedule " + after.name() + " would never run: it has no due time after " + now));
    }

    private static Optional<Schedule> parsed(StoredSchedule stored) {
        try {
            return Optional.of(ScheduleJson.parse(stored.name(), stored.definition()));
        } catch (BadScheduleException e) {
            return Optional.empty();
        }
    }

    private static List<FieldChange> fields(Map<String, PyValue> before, Map<String, PyValue> after) {
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String name : names) {
            Optional<String> was = json(before.get(name));
            Optional<String> is = json(after.get(name));
            if (!was.equals(is)) {
                changes.add(new FieldChange(name, was, is));
            }
        }
        return changes;
    }

    private static Optional<String> json(@Nullable PyValue value) {
        return Optional.ofNullable(value)
                .map(known -> new String(JsonWriter.write("field", known), StandardCharsets.US_ASCII));
    }
}
