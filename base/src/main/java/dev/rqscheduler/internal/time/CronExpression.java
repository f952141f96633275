/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A cron expression in the dialect of rq-scheduler, which is that of Python's {@code crontab} 1.0.5, or
 * with the options of {@link CronDialect}. Immutable.
 *
 * <p><b>Fields.</b> Five, six or seven, separated by spaces; all of them must match, day of month <em>and</em> day of
 * week ({@code 0 0 13 * fri} is Friday the 13th, unlike other crons):
 *
 * <pre>{@code
 * 5 fields:        minute hour day-of-month month day-of-week         (second 0, any year)
 * 6 fields:        minute hour day-of-month month day-of-week year    (the sixth is the YEAR, not the seconds)
 * 7 fields: second minute hour day-of-month month day-of-week year
 * }</pre>
 *
 * Seconds and minutes are 0-59, hours 0-23, days 1-31, months 1-12 or jan-dec, weekdays 0-7 or sun-sat (0 and 7 are
 * Sunday), years 1970-2099. Letters may be of either case. The aliases {@code @yearly}, {@code @annually},
 * {@code @monthly}, {@code @weekly}, {@code @daily} and {@code @hourly} stand for a whole expression, in lower case and
 * without surrounding spaces; there are no others.
 *
 * <p><b>Items</b> of a field, separated by commas:
 *
 * <ul>
 *   <li>{@code *}, and in the two day fields {@code ?}: any. With one of these in a list the field always matches.
 *   <li>{@code 5}, {@code fri}, {@code 1-5}, {@code mon-fri}: a range may not run backwards; only a weekday range may end
 *       with Sunday ({@code sat-sun} is 6 and 0; {@code 0-0}, {@code sun-sun} and {@code 0-7} are every day).
 *   <li>{@code *}{@code /15}, {@code 8-18/2}, {@code 5/10} (from 5 to the end by 10): the step may not be larger than the
 *       field's maximum, and the first step must not lead past it ({@code 50/10} is no minute, {@code 7/2} no weekday).
 *   <li>{@code L} as day of month: the last one. {@code L5} or {@code L3-5} as weekday, in digits: the month's last.
 *   <li>{@code Z3} as day of month, 0 to 7: the day three days before the last one. {@code Z1-3}: from three to one before.
 *       A single {@code Zk} in a list is decisive, as in Python: the plain days of the list are ignored
 *       ({@code Z1,15} is {@code Z1}).
 * </ul>
 *
 * There is no {@code W} or {@code #}; {@code H} is for {@link HashSpread}. Numbers are ASCII digits only: Python's library lets a sign, an
 * underscore or the digits of other scripts slip through in some places ({@code *}{@code /+5}); here that is an error.
 *
 * <p><b>Clock changes.</b> Where the clocks go forward, a wall-clock time that does not exist is shifted forward by the
 * length of the gap and runs once (02:30 becomes 03:30, the rule of java.time); if another match falls on the same
 * instant, that is one run. This holds for a schedule on its way through the night. Asked only after the clocks have
 * gone forward, and with no run of the gap before, the answer starts from the clock as it stands: at 03:10, 02:30 is
 * over. ({@link Timetable#cron} does not depend on when it is queried.) Where the clocks go back, {@link RepeatedHour}
 * determines what runs; by default each wall-clock time runs once, at its first occurrence. All of this is what
 * Python's scheduler does too, except where it computes an instant that is over, or too early by the length of the gap,
 * and fires at every poll until the hour is over.
 *
 * <p>The next run is always strictly after now.
 */
public final class CronExpression {
    /** Maximum length of an expression; the 7 fields with the usual lists take far fewer characters. */
    public static final int LONGEST = 512;

    private final String text;
    private final CronDialect dialect;
    private final CronPattern pattern;

    private CronExpression(String text, CronDialect dialect, CronPattern pattern) {
        this.text = text;
        this.dialect = dialect;
        this.pattern = pattern;
    }

    /**
     * Parses an expression in rq-scheduler's dialect.
     *
     * @throws CronSyntaxException if the text does not follow the dialect, or has more than {@value #LONGEST} characters
     */
    public static CronExpression parse(String text) {
        return parse(text, CronDialect.RQ_SCHEDULER);
    }

    /** Same as {@link #parse(String)}, with the options of the given dialect. */
    public static CronExpression parse(String text, CronDialect dialect) {
        return new CronExpression(text, dialect, new CronParser(text, dialect).parse());
    }

    /** Returns whether the wall-clock time matches, ignoring fractions of a second. */
    public boolean matches(LocalDateTime time) {
        return pattern.matches(time);
    }

    /**
     * Returns the first run strictly after {@code now}, with {@link RepeatedHour#ONCE}.
     *
     * @param now any instant; runs themselves are at whole seconds
     * @param zone the zone whose wall clock the fields mean
     * @return the run, or empty if there is none up to the end of 2099
     */
    public Optional<Instant> nextAfter(Instant now, Zone zone) {
        return nextAfter(now, zone, RepeatedHour.ONCE);
    }

    /** Same as {@link #nextAfter(Instant, Zone)}, with the given rule for a repeated hour. */
    public Optional<Instant> nextAfter(Instant now, Zone zone, RepeatedHour repeatedHour) {
        return WallClockRuns.asRqScheduler(pattern, zone, repeatedHour).after(now);
    }

    /** Returns the expression as given to {@link #parse(String)}. */
    public String text() {
        return text;
    }

    /** Returns the dialect of the expression. */
    public CronDialect dialect() {
        return dialect;
    }

    CronPattern pattern() {
        return pattern;
    }

    /** Expressions are equal if their strings and dialects are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression that && text.equals(that.text) && dialect.equals(that.dialect);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + dialect.hashCode();
    }

    /** Same as {@link #text()}. */
    @Override
    public String toString() {
        return text;
    }
}
