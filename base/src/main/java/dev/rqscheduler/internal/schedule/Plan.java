/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.When;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.time.HashSpread;
import dev.rqscheduler.internal.time.Jitter;
import dev.rqscheduler.internal.time.Timetable;
import dev.rqscheduler.internal.time.TimetableChange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The due times of a schedule. Immutable. */
public final class Plan {

    /** Maximum jitter. */
    static final Duration MOST_JITTER = Duration.ofDays(1);

    /** Due times are whole microseconds, like scores in Redis. */
    public static final Duration MICRO = Duration.ofNanos(1_000);

    private final String name;
    private final Duration jitter;
    private final Timetable all;
    private final Timetable kept;

    private Plan(String name, Duration jitter, Timetable all, Timetable kept) {
        this.name = name;
        this.jitter = jitter;
        this.all = all;
        this.kept = kept;
    }

    public static Plan of(String name, Options options) {
        check(options);
        Timetable all =
                base(name, options).within(Optional.ofNullable(options.start), Optional.ofNullable(options.end));
        Timetable kept = options.exclude.isEmpty() ? all : all.except(options.exclude, options.zone);
        return new Plan(name, options.jitter, all, kept);
    }

    private static void check(Options options) {
        if (options.start != null && options.end != null && !options.start.isBefore(options.end)) {
            throw new BadScheduleException("end", "must be after start");
        }
        if (options.jitter.isNegative() || options.jitter.compareTo(MOST_JITTER) > 0) {
            throw new BadScheduleException("jitter", "must be from 0s to 1d, for example 30s");
        }
        if (options.deadline != null
                && (options.deadline.compareTo(Duration.ofSeconds(1)) < 0 || options.deadline.toNanosPart() != 0)) {
            throw new BadScheduleException(
                    ScheduleField.DEADLINE.key(),
                    "must be a whole number of seconds, at least 1, since RQ counts in seconds");
        }
        for (DateRange range : options.exclude) {
            if (range.last().isBefore(range.first())) {
                throw new BadScheduleException("exclude", range.first() + " to " + range.last() + " runs backwards");
            }
        }
    }

    private static Timetable base(String name, Options options) {
        When when = options.when();
        try {
            if (when instanceof When.Cron cron) {
                return Timetable.cron(
                        CronExpression.parse(
                                HashSpread.resolve(cron.expression(), name, cron.dialect()), cron.dialect()),
                        options.zone,
                        options.clockChange);
            } else if (when instanceof When.Every every) {
                return Timetable.every(every.interval(), anchor(name, every));
            } else if (when instanceof When.At at) {
                return Timetable.at(at.times());
            }
            When.Rule rule = (When.Rule) when;
            return Timetable.rule(rule.text(), from(rule, options), options.zone, options.clockChange);
        } catch (IllegalArgumentException | CronSyntaxException e) {
            throw new BadScheduleException(field(when), String.valueOf(e.getMessage()));
        }
    }

    private static String field(When when) {
        return when instanceof When.Cron
                ? "cron"
                : when instanceof When.Every ? "every" : when instanceof When.At ? "at" : "rrule";
    }

    private static Instant anchor(String name, When.Every every) {
        if (every.anchor() instanceof When.Fixed fixed) {
            return fixed.instant();
        }
        return every.anchor() instanceof When.Spread
                ? Instant.EPOCH.plus(Jitter.of(name, Instant.EPOCH, every.interval()))
                : Instant.EPOCH;
    }

    private static LocalDateTime from(When.Rule rule, Options options) {
        return rule.from()
                .or(() -> Optional.ofNullable(options.start)
                        .map(start -> options.zone.at(start).toLocalDateTime()))
                .orElseThrow(() -> new BadScheduleException(
                        "rrule_from",
                        "is required with rrule (its DTSTART), for example 2026-12-01T09:00, unless start is given"));
    }

    /** Returns the first due time after an instant, without excluded dates. */
    public Optional<Instant> nextAfter(Instant after) {
        return whole(kept, after);
    }

    /** Same as {@link #nextAfter}, including due times on excluded dates. */
    public Optional<Instant> nextOfAllAfter(Instant after) {
        return whole(all, after);
    }

    /** Returns whether an instant is a due time, including those on excluded dates. */
    public boolean has(Instant due) {
        return nextOfAllAfter(due.minus(MICRO)).equals(Optional.of(due));
    }

    public boolean hasExclusions() {
        return all != kept;
    }

    /** Returns whether a due time falls on an excluded date. */
    public boolean excludes(Instant due) {
        return hasExclusions() && !nextAfter(due.minus(MICRO)).equals(Optional.of(due));
    }

    private static Optional<Instant> whole(Timetable table, Instant after) {
        try {
            return table.nextAfter(after);
        } catch (DateTimeException | ArithmeticException beyondTheCalendar) {
            return Optional.empty();
        }
    }

    /** Returns up to {@code count} due times after an instant. */
    public List<Instant> next(Instant after, int count) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = nextAfter(after);
        while (next.isPresent() && times.size() < count) {
            times.add(next.get());
            next = nextAfter(next.get());
        }
        return times;
    }

    /**
     * Compares with the plan of the same schedule under other time-zone rules. Both include due times on excluded
     * dates.
     */
    public TimetableChange since(Plan before) {
        return new TimetableChange(before.all, all);
    }

    /** Returns when the run of a due time is queued: later by the jitter. */
    public Instant moment(Instant due) {
        return jitter.isZero() ? due : due.plus(Jitter.of(name, due, jitter));
    }

    /** Returns the number of due times after an instant and up to another, counted up to {@code most}. */
    public int count(Instant after, Instant until, int most) {
        int count = 0;
        Optional<Instant> next = nextOfAllAfter(after);
        while (count < most && next.isPresent() && !next.get().isAfter(until)) {
            count++;
            next = nextOfAllAfter(next.get());
        }
        return count;
    }

    /**
     * Returns the earliest of the last {@code number} due times that are not after {@code until} and not before {@code
     * first}.
     */
    public Instant lastOf(Instant first, Instant until, int number) {
        // From the end, since there may be millions in between: in stretches that double until there are enough.
        Duration stretch = Duration.ofMillis(1).multipliedBy(number);
        Instant from = until.minus(stretch);
        while (from.isAfter(first) && count(from, until, number) < number) {
            stretch = stretch.multipliedBy(2);
            from = stretch.compareTo(Duration.between(first, until)) > 0 ? first : until.minus(stretch);
        }
        List<Instant> last = new ArrayList<>();
        Optional<Instant> next = from.isAfter(first) ? nextOfAllAfter(from) : Optional.of(first);
        while (next.isPresent() && !next.get().isAfter(until)) {
            last.add(next.get());
            if (last.size() > number) {
                last.remove(0);
            }
            next = nextOfAllAfter(next.get());
        }
        return last.isEmpty() ? first : last.get(0);
    }
}
