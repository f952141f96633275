/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * When a schedule is due: a set of instants within the years 1 to 9999 (UTC). The set depends only on what the
 * timetable was made from: not on the present, nor on where a query starts. Stepping from due time to due time visits
 * each once, in ascending order, without omissions.
 *
 * <p>Timetables are immutable, and every query takes bounded time: one whose due times are all excluded, or never come,
 * says so.
 */
public interface Timetable {
    /** No due time of any timetable is before this. */
    Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** No due time of any timetable is after this. */
    Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /**
     * Returns the first due time strictly after an instant.
     *
     * @param after any instant, which need not be a due time
     * @return the due time, or empty if there is none
     */
    Optional<Instant> nextAfter(Instant after);

    /** Returns whether an instant is a due time. */
    default boolean has(Instant due) {
        return nextAfter(due.minusNanos(1)).filter(due::equals).isPresent();
    }

    /**
     * Returns the instant that replaces another timetable's due time, where the two differ only in the rules of their
     * time zones: the same wall-clock time by this timetable's rules. It is not always a due time here; then the first
     * one from it on counts.
     *
     * @param due a due time of {@code other}
     * @return empty if it is not a due time there
     */
    default Optional<Instant> counterpart(Instant due, Timetable other) {
        return other.has(due) ? Optional.of(due) : Optional.empty();
    }

    /** Returns whether it follows the clock rather than single times of day, see {@link ClockChange}. */
    default boolean rhythmic() {
        return false;
    }

    /**
     * The wall-clock times that match a cron expression, at whole seconds up to the end of 2099.
     *
     * @param zone the zone whose wall clock the fields mean
     * @param changes what runs where the clocks skip times or show them twice
     */
    static Timetable cron(CronExpression expression, Zone zone, ClockChange changes) {
        return Timetables.WallClock.of(expression.pattern(), zone, changes);
    }

    /**
     * The instants {@code anchor + k * interval} for every whole number k, also below zero. Elapsed time counts, not
     * the wall clock: clock changes have no effect. For a first due time use {@link #within}.
     *
     * @param interval one millisecond to {@link Durations#LONGEST}, to the nanosecond
     * @param anchor any instant of the years 1 to 9999; itself a due time
     * @throws IllegalArgumentException if interval or anchor are out of range
     */
    static Timetable every(Duration interval, Instant anchor) {
        return new Timetables.Every(interval, anchor);
    }

    /**
     * The instants of a list, in any order; duplicates are one due time.
     *
     * @throws IllegalArgumentException if a time is not within the years 1 to 9999
     */
    static Timetable at(List<Instant> times) {
        return Timetables.Fixed.of(times);
    }

    /**
     * The wall-clock times of a recurrence rule of RFC 5545, such as {@code FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=9;BYMINUTE=30},
     * at whole seconds up to the end of 2099.
     *
     * <ul>
     *   <li>The rule counts on the wall clock from the start, as if the clocks never changed; then {@code changes} says
     *       what runs. What BYHOUR, BYMINUTE, BYSECOND or the days leave open is as in the start.
     *   <li>The start is due only if the rule matches it.
     * <li>COUNT counts wall-clock times from the start, at most {@value RuleParser#MOST_COUNT}; one that the clocks skip
     * or show twice counts as one.
     *   <li>UNTIL is included. With Z it is an instant; without it is wall-clock time, and a date means all of that day.
     * <li>Parts expand or limit according to the RFC's table (3.3.10), which also says with which FREQ they are valid:
     * BYWEEKNO, for example, only with FREQ=YEARLY. There is no RSCALE, SKIP or second 60. {@code RRULE:} may precede
     * the rule.
     *   <li>With BYWEEKNO, what INTERVAL counts and BYSETPOS chooses from are years of whole weeks, such as the one from
     *       2025-12-29 to 2027-01-03. Without BYDAY the day is the weekday of the start.
     *   <li>{@code BYDAY=1MO,FR} is the first Monday and every Friday.
     * <li>A rule that may have more than a million runs in one week, month or year (by FREQ) is rejected; the same can
     * be written with FREQ=DAILY. One with FREQ=DAILY or shorter ends after a million consecutive periods without a
     * run.
     * </ul>
     *
     * @param start where the rule begins, in the zone's wall clock; whole seconds, years 1970 to 2099
     * @throws IllegalArgumentException if the text is not such a rule or the start is out of range; the message says why
     */
    static Timetable rule(String rrule, LocalDateTime start, Zone zone, ClockChange changes) {
        return Timetables.WallClock.of(rrule, start, zone, changes);
    }

    /** Returns only the due times that are not before {@code start}, and before {@code end}. */
    default Timetable within(Optional<Instant> start, Optional<Instant> end) {
        return new Timetables.Within(this, start, end);
    }

    /** Returns only the due times whose date on the zone's wall clock is in none of the ranges. */
    default Timetable except(Collection<DateRange> ranges, Zone zone) {
        return new Timetables.Except(this, Timetables.DateRanges.of(ranges), zone);
    }
}
