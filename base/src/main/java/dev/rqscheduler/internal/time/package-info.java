/**
 * Computes due times: cron expressions in the dialect of RQ's scheduler, drift-free intervals, timetables of all kinds
 * for named schedules, and parsing and formatting of times, durations and zones.
 *
 * <p>Everything here is a pure function of its arguments: no clock, no Redis. The exception is the time-zone rules,
 * which {@link dev.rqscheduler.internal.time.Zones} gets from {@code dev.rqscheduler.tzdata}, one set per process.
 */
@NullMarked
package dev.rqscheduler.internal.time;

import org.jspecify.annotations.NullMarked;
