/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Optional;

/**
 * Selects named schedules to search for, sorted by name, and limits how many one call examines. Immutable; each method
 * returns a modified copy.
 *
 * @param text part of the name, the group, the function or the queue; empty for any
 * @param state empty for any
 * @param after the name after which to continue; empty to start from the first
 * @param size maximum number of schedules to find, 1 to 1,000
 * @param looks maximum number of schedules to examine, 1 or more
 * @param outcomes how many recent outcomes to read for each
 */
public record ScheduleSearch(
        String text, Optional<ScheduleStatus.State> state, String after, int size, int looks, int outcomes) {

    private static final int MOST = 1_000;

    public ScheduleSearch {
        if (size < 1 || size > MOST || looks < 1 || outcomes < 0) {
            throw new IllegalArgumentException("size must be 1 to " + MOST + ", looks 1 or more, outcomes 0 or more");
        }
    }

    /** Selects all schedules, 50 per page, examining at most 1,000, each with its last ten outcomes. */
    public static ScheduleSearch all() {
        return new ScheduleSearch("", Optional.empty(), "", 50, 1_000, 10);
    }

    public ScheduleSearch text(String value) {
        return new ScheduleSearch(value, state, after, size, looks, outcomes);
    }

    public ScheduleSearch state(ScheduleStatus.State value) {
        return new ScheduleSearch(text, Optional.of(value), after, size, looks, outcomes);
    }

    public ScheduleSearch after(String value) {
        return new ScheduleSearch(text, state, value, size, looks, outcomes);
    }

    public ScheduleSearch size(int value) {
        return new ScheduleSearch(text, state, after, value, looks, outcomes);
    }

    public ScheduleSearch looks(int value) {
        return new ScheduleSearch(text, state, after, size, value, outcomes);
    }

    public ScheduleSearch outcomes(int value) {
        return new ScheduleSearch(text, state, after, size, looks, value);
    }

    public boolean fits(ScheduleStatus status) {
        return state.filter(wanted -> wanted != status.state()).isEmpty()
                && (text.isEmpty()
                        || status.name().contains(text)
                        || status.schedule()
                                .filter(schedule -> schedule.group().contains(text)
                                        || schedule.job().function().contains(text)
                                        || schedule.job().queue().contains(text))
                                .isPresent());
    }
}
