/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.SchedulePage;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.When;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A page of named schedules. */
public record SchedulesModel(SchedulePage page, String text, String state, boolean first) {

    public boolean filtered() {
        return !text.isEmpty() || !state.isEmpty();
    }

    public Optional<String> next() {
        return page.next()
                .map(after -> PageLinks.with(
                        "/schedules", new java.util.TreeMap<>(Map.of("text", text, "state", state, "after", after))));
    }

    public String start() {
        return PageLinks.with("/schedules", new java.util.TreeMap<>(Map.of("text", text, "state", state)));
    }

    /** Returns the last outcomes, oldest first, to be read from left to right. */
    public static List<OutcomeMark> ticks(List<RunRecord> outcomes) {
        List<OutcomeMark> ticks = new ArrayList<>();
        for (int i = outcomes.size() - 1; i >= 0; i--) {
            ticks.add(OutcomeMark.of(outcomes.get(i)));
        }
        return ticks;
    }

    /** Returns the state as one word. */
    public static String state(ScheduleStatus status) {
        return status.state().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the recurrence, such as {@code 0 3 * * * UTC} or {@code every 15m}. */
    public static String when(ScheduleStatus status) {
        return status.schedule().map(SchedulesModel::when).orElse("");
    }

    static String when(Schedule schedule) {
        When when = schedule.when();
        if (when instanceof When.Cron cron) {
            return cron.expression() + " " + schedule.zone();
        } else if (when instanceof When.Every every) {
            return "every " + Durations.format(every.interval());
        } else if (when instanceof When.At at) {
            return NumberText.count(at.times().size(), "fixed time");
        }
        return ((When.Rule) when).text() + " " + schedule.zone();
    }
}
