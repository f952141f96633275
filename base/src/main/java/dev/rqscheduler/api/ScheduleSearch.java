/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Optional;

/**
 * Which named schedules to look for, in the order of their names, and how far to look in one go. Immutable; each method
 * gives a changed copy.
 *
 * @param text part of the name, the group, the function or the queue; empty text for any
 * @param state empty for any
 * @param after the name behind which to go on; empty text to begin at the first
 * @param size most schedules to find, 1 to 1,000
 * @param looks most schedules to look at, 1 or more
 * @param outcomes how many of its last outcomes to read of each
 */
public record ScheduleSearch(
        String text, Optional<ScheduleStatus.State> state, String after, int size, int looks, int outcomes) {

    private static final int MOST = 1_000;

    public ScheduleSearch {
        if (size < 1 || size > MOST || looks < 1 || outcomes < 0) {
            throw new IllegalArgumentException("size must be 1 to " + MOST + ", looks 1 or more, outcomes 0 or more");
        }
    }

    /** All schedules, 50 a page, at most 1,000 looked at, each with its last ten outcomes. */
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
