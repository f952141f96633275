/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.store.HistoryStore;
import dev.rqscheduler.internal.store.StoredSchedule;
import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Strings;
import java.time.Instant;
import java.util.Optional;

/** Reads the stored state of a schedule. */
public final class StatusReader {

    private StatusReader() {}

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
                newest.map(HistoryReader::record));
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
}
