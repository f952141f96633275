/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RunOutcome;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.RunSkipReason;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.store.HistoryStore;
import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.NamedScheduleStore.Listed;
import dev.rqscheduler.internal.store.StoredSchedule;
import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Strings;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the stored state and history of named schedules. */
public final class StoredScheduleReader {

    private static final int PAGE = 200;
    private static final Listed END = new Listed(List.of(), true, 0);

    private StoredScheduleReader() {}

    /** Streams all schedules, sorted by name, in constant memory. */
    public static Stream<StoredSchedule> all(NamedScheduleStore store) {
        Listed start = new Listed(List.of(), false, 0);
        return Stream.iterate(start, page -> !page.equals(END), page -> after(page, store))
                .flatMap(page -> page.schedules().stream());
    }

    private static Listed after(Listed page, NamedScheduleStore store) {
        if (page.ended()) {
            return END;
        }
        int size = page.schedules().size();
        Listed next = store.list(size == 0 ? "" : page.schedules().get(size - 1).name(), PAGE);
        return next.schedules().isEmpty() ? END : next;
    }

    public static ScheduleStatus status(StoredSchedule stored, Optional<HistoryStore.Line> newest) {
        Optional<Schedule> schedule = Optional.empty();
        Optional<String> problem = Strings.nonEmpty(stored.text(Field.PROBLEM));
        try {
            schedule = Optional.of(ScheduleJson.parse(stored.name(), stored.definition()));
        } catch (BadScheduleException e) {
            problem = Optional.ofNullable(e.getMessage());
        }
        Optional<Instant> due = stored.instant(Field.DUE);
        return new ScheduleStatus(
                stored.name(),
                state(stored, schedule.isPresent()),
                schedule,
                due.isEmpty() || stored.score().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Scores.instant(stored.score())),
                due,
                due.isPresent() && stored.text(Field.SKIP).equals(stored.text(Field.DUE)),
                stored.number(Field.RUNS),
                stored.number(Field.MANUAL),
                stored.instant(Field.LAST_DUE),
                stored.instant(Field.LAST_AT),
                Strings.nonEmpty(stored.text(Field.LAST_JOB)),
                stored.text(Field.PAUSED).isEmpty() ? Optional.empty() : Optional.of(pause(stored)),
                problem,
                stored.instant(Field.UPDATED_AT),
                Strings.nonEmpty(stored.text(Field.UPDATED_BY)),
                newest.map(StoredScheduleReader::record));
    }

    private static ScheduleStatus.State state(StoredSchedule stored, boolean understood) {
        String state = stored.text(Field.STATE);
        if (!understood || state.equals("broken")) {
            return ScheduleStatus.State.BROKEN;
        } else if (!stored.text(Field.PAUSED).isEmpty()) {
            return ScheduleStatus.State.PAUSED;
        } else if (state.equals("finished")) {
            return ScheduleStatus.State.FINISHED;
        }
        return stored.text(Field.HELD).isEmpty() ? ScheduleStatus.State.ACTIVE : ScheduleStatus.State.WAITING;
    }

    private static ScheduleStatus.Pause pause(StoredSchedule stored) {
        return new ScheduleStatus.Pause(
                Strings.nonEmpty(stored.text(Field.PAUSED_REASON)),
                Strings.nonEmpty(stored.text(Field.PAUSED_BY)),
                stored.instant(Field.PAUSED_AT));
    }

    public static RunRecord record(HistoryStore.Line line) {
        PyValue.Dict fields = fields(line.json());
        RunOutcome outcome = outcome(text(fields, "outcome").orElse(""));
        Optional<String> reason = text(fields, "reason");
        Optional<RunSkipReason> skipReason =
                outcome == RunOutcome.SKIPPED ? reason.flatMap(RunSkipReason::of) : Optional.empty();
        return new RunRecord(
                instant(fields, "due"),
                instant(fields, "at"),
                outcome,
                skipReason,
                skipReason.isPresent() ? Optional.empty() : reason,
                fields.get("more").orElse(PyValue.None.NONE) instanceof PyValue.Int more
                        ? more.value().longValue()
                        : 0,
                text(fields, "job"),
                Optional.of(line.jobStatus()).filter(status -> !status.isEmpty()),
                text(fields, "by"));
    }

    private static RunOutcome outcome(String word) {
        return Arrays.stream(RunOutcome.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElse(RunOutcome.UNREADABLE);
    }

    private static PyValue.Dict fields(byte[] json) {
        try {
            if (JsonReader.read(json) instanceof PyValue.Dict fields) {
                return fields;
            }
        } catch (WireFormatException e) {
            // Not written by us: an entry that says so is better than no history.
        }
        return PyValue.Dict.of(Map.of());
    }

    private static Optional<String> text(PyValue.Dict fields, String name) {
        return fields.get(name)
                .flatMap(value -> value instanceof PyValue.Str text ? Optional.of(text.value()) : Optional.empty());
    }

    private static Instant instant(PyValue.Dict fields, String name) {
        try {
            return text(fields, name).map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
