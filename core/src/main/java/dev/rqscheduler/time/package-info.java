/**
 * What time is it, and when is the next run: cron expressions in the dialect of RQ's scheduler, intervals that keep
 * their phase, timetables of all kinds for named schedules, and the reading and writing of times, durations and zones.
 *
 * <p>Everything here is a pure function of its arguments: no clock of its own, no default time zone, no Redis.
 */
@NullMarked
package dev.rqscheduler.time;

import org.jspecify.annotations.NullMarked;
