/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import static org.dmfs.rfc5545.recur.RecurrenceRule.Part.BYHOUR;
import static org.dmfs.rfc5545.recur.RecurrenceRule.Part.BYMINUTE;
import static org.dmfs.rfc5545.recur.RecurrenceRule.Part.BYSECOND;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.jspecify.annotations.Nullable;

/**
 * The wall-clock times of a rule whose periods are all of one length: FREQ=DAILY, HOURLY, MINUTELY or SECONDLY.
 *
 * <p>lib-recur walks from period to period and gives up after 4320 empty ones, which for {@code FREQ=MINUTELY;BYDAY=MO}
 * is in the middle of the week. Periods of one length can be jumped over instead. All numbers are seconds of wall-clock
 * time; those of an instant since 1970.
 */
final class EvenRuleTimes implements WallTimes {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    /** So many periods without a run are looked at, in some 50 ms at most, before a rule is over. */
    private static final int MOST_STEPS = 1_000_000;

    private static final long LAST =
            LocalDateTime.of(CronPattern.LAST_YEAR, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

    private final long start;
    private final int length;
    private final long step;
    private final RuleDays days;
    /** What limits the periods themselves, as bits; parts of the time that are smaller than the period are in offsets. */
    private final long hours;

    private final long minutes;
    private final long seconds;
    /** When the runs of a period are, from its beginning; ascending. */
    private final long[] offsets;

    private EvenRuleTimes(RecurrenceRule rule, long start, int length) {
        this.start = start;
        this.length = length;
        this.step = (long) length * rule.getInterval();
        this.days = RuleDays.of(rule);
        this.hours = length < DAY ? bits(RuleText.values(rule, BYHOUR)) : -1;
        this.minutes = length < HOUR ? bits(RuleText.values(rule, BYMINUTE)) : -1;
        this.seconds = length < MINUTE ? bits(RuleText.values(rule, BYSECOND)) : -1;
        this.offsets = PeriodOffsets.of(rule, start, length);
    }

    static EvenRuleTimes of(RecurrenceRule rule, LocalDateTime start) {
        Freq freq = Objects.requireNonNull(rule.getFreq());
        int length = freq == Freq.DAILY ? DAY : freq == Freq.HOURLY ? HOUR : freq == Freq.MINUTELY ? MINUTE : 1;
        return new EvenRuleTimes(rule, start.toEpochSecond(ZoneOffset.UTC), length);
    }

    private static long bits(List<Integer> values) {
        long bits = 0;
        for (int value : values) {
            bits |= 1L << value;
        }
        return values.isEmpty() ? -1 : bits;
    }

    @Override
    public @Nullable LocalDateTime nextFrom(LocalDateTime from) {
        long wanted = Math.max(start, from.toEpochSecond(ZoneOffset.UTC));
        long origin = Math.floorDiv(start, length) * length;
        long period = origin + Math.floorDiv(wanted - origin, step) * step;
        for (int steps = 0; steps < MOST_STEPS && period <= LAST; steps++) {
            long next = limited(period);
            if (next == period) {
                int at = Arrays.binarySearch(offsets, wanted - period);
                int index = at >= 0 ? at : -at - 1;
                if (index < offsets.length) {
                    long time = period + offsets[index];
                    return LocalDateTime.ofEpochSecond(time, 0, ZoneOffset.UTC);
                }
                next = period + 1;
            }
            // The first period that begins at or after next.
            period = origin - Math.floorDiv(origin - next, step) * step;
        }
        return null;
    }

    /** The beginning of the period itself if it may have runs, else a time before which no period has. */
    private long limited(long period) {
        long day = Math.floorDiv(period, DAY);
        long second = period - day * DAY;
        if (!days.contains(LocalDate.ofEpochDay(day))) {
            return (day + 1) * DAY;
        }
        int hour = Bits.next(hours, (int) (second / HOUR));
        if (hour != second / HOUR) {
            return hour < 0 ? (day + 1) * DAY : day * DAY + (long) hour * HOUR;
        }
        long beginOfHour = period - second % HOUR;
        int minute = Bits.next(minutes, (int) (second % HOUR / MINUTE));
        if (minute != second % HOUR / MINUTE) {
            return beginOfHour + (minute < 0 ? HOUR : minute * MINUTE);
        }
        int ofMinute = Bits.next(seconds, (int) (second % MINUTE));
        return period - second % MINUTE + (ofMinute < 0 ? MINUTE : ofMinute);
    }
}
