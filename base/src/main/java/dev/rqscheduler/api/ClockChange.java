/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Objects;

/**
 * How a schedule in wall-clock time behaves on days when the clocks change. There are exactly three cases:
 *
 * <ul>
 *   <li>A wall-clock time that the clocks show once runs then.
 *   <li>One that they skip (the gap, in spring) runs by {@link SkippedHour}: {@code SHIFT} runs it later by the
 *       length of the gap, {@code SKIP} does not run it. A shifted time that falls on another due time is one run with
 *       it, so that {@code 0 * * * *} runs 23 times on a day of 23 hours with either.
 *   <li>One that they show twice (the repeated hour, in autumn) always runs the first time, and the second time by
 * {@link RepeatedHour}: {@code ONCE} never, {@code BOTH} always, {@code WILDCARDS_TWICE} if the schedule follows the
 * clock. A cron expression does so if its hour or minute is {@code *} or a step of it, or every hour matches; a
 * recurrence rule if its FREQ is HOURLY, MINUTELY or SECONDLY.
 * </ul>
 *
 * "Hour" is meant loosely: the gap of Lord Howe is half an hour, that of Troll two hours, and that of Samoa in December
 * 2011 was a day. Which instants are due depends on the schedule alone, never on the time of the query.
 *
 * @param skipped what runs for a time in the gap
 * @param repeated what runs for a time that comes twice
 */
public record ClockChange(SkippedHour skipped, RepeatedHour repeated) {
    /** Nothing is skipped; fixed times run once, schedules that follow the clock keep their interval. */
    public static final ClockChange DEFAULT = new ClockChange(SkippedHour.SHIFT, RepeatedHour.WILDCARDS_TWICE);

    /** Both must be given. */
    public ClockChange {
        Objects.requireNonNull(skipped, "skipped");
        Objects.requireNonNull(repeated, "repeated");
    }
}
