/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYHOUR;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYMINUTE;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYSECOND;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wall-clock times of a rule whose periods are all of one length: FREQ=DAILY, HOURLY, MINUTELY or SECONDLY.
 *
 * <p>Periods of equal length need not be iterated: those that the rule excludes are skipped. All numbers are
 * seconds of wall-clock time; those of an instant since 1970.
 */
final class EvenRuleTimes implements WallTimes {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    /** A rule ends after this many periods without a run, which are examined in at most some 50 ms. */
    private static final int MOST_STEPS = 1_000_000;

    private static final long LAST =
            LocalDateTime.of(CronPattern.LAST_YEAR, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

    private final long start;
    private final int length;
    private final long step;
    private final RuleDays days;
    /** Limits of the periods themselves, as bits; parts of the time smaller than the period are in offsets. */
    private final long hours;

    private final long minutes;
    private final long seconds;
    /** The offsets of a period's runs from its beginning, ascending. */
    private final long[] offsets;

    /** If not, there are no runs, and finding that out by examining periods would take long. */
    private final boolean meets;

    EvenRuleTimes(RecurrenceRule rule, LocalDateTime begin) {
        this.start = begin.toEpochSecond(ZoneOffset.UTC);
        this.length = rule.frequency().seconds();
        this.step = (long) length * rule.interval();
        this.days = RuleDays.of(rule, begin.toLocalDate());
        this.hours = length < DAY ? bits(rule.values(BYHOUR)) : -1;
        this.minutes = length < HOUR ? bits(rule.values(BYMINUTE)) : -1;
        this.seconds = length < MINUTE ? bits(rule.values(BYSECOND)) : -1;
        this.offsets = offsets(rule);
        this.meets = meets();
    }

    private long[] offsets(RecurrenceRule rule) {
        long[] times = rule.timesOfPeriod(start, length);
        var positions = rule.positions();
        return positions.areAll()
                ? times
                : Arrays.stream(positions.places(times.length))
                        .map(place -> times[(int) place])
                        .toArray();
    }

    /**
     * Returns whether the periods ever meet the hours, minutes and seconds, by checking each second of the day they
     * reach.
     */
    private boolean meets() {
        int rhythm = BigInteger.valueOf(step).gcd(BigInteger.valueOf(DAY)).intValue();
        for (long second = Math.floorMod(origin(), rhythm); second < DAY; second += rhythm) {
            if (timeFrom(second) == second) {
                return offsets.length > 0;
            }
        }
        return false;
    }

    private long origin() {
        return Math.floorDiv(start, length) * length;
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
        long origin = origin();
        long period = origin + Math.floorDiv(wanted - origin, step) * step;
        for (int steps = 0; meets && steps < MOST_STEPS && period <= LAST; steps++) {
            long next = limited(period);
            if (next == period) {
                int at = Arrays.binarySearch(offsets, wanted - period);
                int index = at >= 0 ? at : -at - 1;
                if (index < offsets.length) {
                    return LocalDateTime.ofEpochSecond(period + offsets[index], 0, ZoneOffset.UTC);
                }
                next = period + 1;
            }
            // The first period that begins at or after next.
            period = origin - Math.floorDiv(origin - next, step) * step;
        }
        return null;
    }

    /** A rule without limits is counted by calculation; others one by one. */
    @Override
    public @Nullable LocalDateTime nthFrom(LocalDateTime from, int n) {
        LocalDateTime first = nextFrom(from);
        if (first == null || !unlimited()) {
            return first == null || n == 1 ? first : WallTimes.super.nthFrom(first, n);
        }
        long second = first.toEpochSecond(ZoneOffset.UTC);
        long period = second - Math.floorMod(second, length);
        long index = Arrays.binarySearch(offsets, second - period) + n - 1L;
        long time = period + index / offsets.length * step + offsets[(int) (index % offsets.length)];
        return time > LAST ? null : LocalDateTime.ofEpochSecond(time, 0, ZoneOffset.UTC);
    }

    private boolean unlimited() {
        return days.areAll() && hours == -1 && minutes == -1 && seconds == -1;
    }

    /** The beginning of the period itself if it may have runs, else a time before which no period has. */
    private long limited(long period) {
        long day = Math.floorDiv(period, DAY);
        long candidate = days.candidate(LocalDate.ofEpochDay(day)).toEpochDay();
        return candidate == day ? day * DAY + timeFrom(period - day * DAY) : candidate * DAY;
    }

    /** The second of the day itself if hours, minutes and seconds allow it, else one before which they allow none. */
    private long timeFrom(long second) {
        long hour = second / HOUR;
        long minute = second % HOUR / MINUTE;
        int allowedHour = Bits.next(hours, (int) hour);
        if (allowedHour != hour) {
            return allowedHour < 0 ? DAY : allowedHour * (long) HOUR;
        }
        int allowedMinute = Bits.next(minutes, (int) minute);
        if (allowedMinute != minute) {
            return hour * HOUR + (allowedMinute < 0 ? HOUR : allowedMinute * MINUTE);
        }
        int allowedSecond = Bits.next(seconds, (int) (second % MINUTE));
        return second - second % MINUTE + (allowedSecond < 0 ? MINUTE : allowedSecond);
    }
}
