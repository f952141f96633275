/**
 * What time is it, and when is the next run: cron expressions in the dialect of RQ's scheduler, intervals that keep
 * their phase, timetables of all kinds for named schedules, and the reading and writing of times, durations and zones.
 *
 * <p>Everything here is a pure function of its arguments: no clock of its own, no Redis. But for the rules of time zones, which {@link
 * dev.rqscheduler.internal.time.Zones} has from {@code dev.rqscheduler.tzdata}, one set for a process.
 */
@NullMarked
package dev.rqscheduler.internal.time;

import org.jspecify.annotations.NullMarked;

