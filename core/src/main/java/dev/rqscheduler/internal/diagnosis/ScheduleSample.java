/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.NamedScheduleStore.Listed;
import dev.rqscheduler.internal.store.NamedScheduleStore.Overdue;
import dev.rqscheduler.internal.store.StoredSchedule;
import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Finds named schedules that are broken, paused or overdue. */
final class ScheduleSample {

    /** Ours needs milliseconds; longer only when it takes over. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int A_PAGE = 100;
    private static final int MOST_ZONES = 1_000;

    private final NamedScheduleStore store;
    private final Set<String> zones;
    private final Examples broken = new Examples("schedule", "broken, will not run until fixed");
    private final Examples paused = new Examples("schedule", "paused");
    private long count;

    /**
     * @param zones gets the names of their time zones
     */
    ScheduleSample(NamedScheduleStore store, Set<String> zones) {
        this.store = store;
        this.zones = zones;
    }

    /**
     * @param most how many to examine
     */
    void judge(long most, Instant now, Findings found) {
        String last = "";
        Listed page;
        do {
            page = store.list(last, (int) Math.min(most - count, A_PAGE));
            for (StoredSchedule stored : page.schedules()) {
                look(stored);
                last = stored.name();
            }
        } while (count < most && !page.ended());
        // Those that are overdue are all reported, examined or not.
        Overdue late = store.overdue(now.minus(PATIENCE), Findings.MOST_NAMED);
        String of = Findings.examined(count, Math.max(count, store.count()));
        found.add(Level.FAIL, broken, of, "for the details: rqscheduler schedule show NAME");
        Examples overdue = new Examples(
                "schedule",
                "overdue, the oldest since "
                        + TimeText.secondsAndRelative(late.oldest().orElse(now), now));
        late.names().forEach(overdue::add);
        overdue.addUnnamed(late.count() - late.names().size());
        found.add(Level.FAIL, overdue, "", "start a scheduler: rqscheduler (Python's does not run named schedules)");
        found.add(Level.WARN, paused, of, "resume them: rqscheduler schedule resume NAME");
        if (found.isEmpty()) {
            found.pass(
                    count == 0
                            ? "none"
                            : NumberText.count(count, "schedule") + ", none paused, broken or overdue" + of);
        }
    }

    private void look(StoredSchedule schedule) {
        count++;
        String problem = problem(schedule);
        if (!problem.isEmpty()) {
            broken.add(schedule.name(), problem);
        } else if (!schedule.text(Field.PAUSED).isEmpty()) {
            paused.add(schedule.name(), schedule.text(Field.PAUSED_REASON));
        }
    }

    private String problem(StoredSchedule schedule) {
        try {
            Schedule parsed = ScheduleJson.parse(schedule.name(), schedule.definition());
            if (zones.size() < MOST_ZONES) {
                zones.add(parsed.zone().id());
            }
        } catch (BadScheduleException e) {
            return String.valueOf(e.getMessage());
        }
        return schedule.text(Field.STATE).equals("broken") ? schedule.text(Field.PROBLEM) : "";
    }
}
