/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence rule as it was written, and the bounds that were written with it.
 *
 * @param rule the rule without COUNT and UNTIL
 * @param count how many times there are, or 0 for no limit
 * @param lastWallTime the last wall-clock time there may be
 * @param lastInstant the last instant that may be due
 */
record RuleText(RecurrenceRule rule, int count, LocalDateTime lastWallTime, Instant lastInstant) {
    /** The largest COUNT: so many times are looked at when a rule is read, in some 50 ms. */
    static final int MOST_COUNT = 100_000;

    private static final int LONGEST = 1000;
    private static final int LONGEST_QUOTE = 120;
    private static final long MOST_TIMES_OF_A_PERIOD = 1_000_000;
    private static final String PREFIX = "RRULE:";
    private static final LocalDateTime LAST = LocalDateTime.of(CronPattern.LAST_YEAR, 12, 31, 23, 59, 59);

    static RuleText parse(String text) {
        if (text.length() > LONGEST) {
            throw error(text, "it has " + text.length() + " characters, the limit is " + LONGEST);
        }
        RecurrenceRule rule = read(text);
        check(text, rule);
        int count = rule.getCount() == null ? 0 : rule.getCount();
        if (count > MOST_COUNT) {
            throw error(text, "COUNT is larger than " + MOST_COUNT + "; write UNTIL, or neither");
        }
        @Nullable DateTime until = rule.getUntil();
        // Taking UNTIL away takes COUNT away, too: a rule has one of them at most.
        rule.setUntil(null);
        if (until == null) {
            return new RuleText(rule, count, LAST, Instant.MAX);
        }
        LocalDateTime last = wallTime(text, until);
        if (!until.isAllDay() && !until.isFloating()) {
            return new RuleText(rule, count, LAST, Instant.ofEpochMilli(until.getTimestamp()));
        }
        return new RuleText(rule, count, last.isAfter(LAST) ? LAST : last, Instant.MAX);
    }

    private static LocalDateTime wallTime(String text, DateTime until) {
        try {
            // The library's months begin with 0, and it lets a thirteenth pass.
            LocalDate day = LocalDate.of(until.getYear(), until.getMonth() + 1, until.getDayOfMonth());
            return until.isAllDay()
                    ? day.atTime(23, 59, 59)
                    : day.atTime(until.getHours(), until.getMinutes(), until.getSeconds());
        } catch (DateTimeException e) {
            throw error(text, "there is no such date or time as UNTIL names");
        }
    }

    private static RecurrenceRule read(String text) {
        String rule = text.strip();
        if (rule.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            rule = rule.substring(PREFIX.length());
        }
        try {
            return new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | RuntimeException e) {
            String reason = e.getMessage() == null ? "it is no rule of RFC 5545" : e.getMessage();
            throw error(
                    text, plain(reason) + "; write for example FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=9;BYMINUTE=0;BYSECOND=0");
        }
    }

    private static void check(String text, RecurrenceRule rule) {
        Freq freq = rule.getFreq();
        if (rule.hasPart(Part.RSCALE) || rule.hasPart(Part.SKIP)) {
            throw error(text, "RSCALE and SKIP are not supported; BYMONTHDAY=-1 is the last day of every month");
        }
        if (values(rule, Part.BYSECOND).contains(60)) {
            throw error(text, "there is no second 60 here; seconds are 0 to 59");
        }
        long days = freq == Freq.YEARLY ? 366 : freq == Freq.MONTHLY ? 31 : freq == Freq.WEEKLY ? 7 : 1;
        if (days * size(rule, Part.BYHOUR) * size(rule, Part.BYMINUTE) * size(rule, Part.BYSECOND)
                > MOST_TIMES_OF_A_PERIOD) {
            throw error(text, "it has too many runs in one period; write it with a smaller FREQ, such as FREQ=DAILY");
        }
    }

    /** The values of a BY... part, empty if the rule does not have it. */
    static List<Integer> values(RecurrenceRule rule, Part part) {
        return rule.hasPart(part) ? rule.getByPart(part) : List.of();
    }

    private static long size(RecurrenceRule rule, Part part) {
        return Math.max(1, values(rule, part).size());
    }

    private static String plain(String reason) {
        String quoted = Quote.of(reason, LONGEST_QUOTE);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static IllegalArgumentException error(String text, String reason) {
        return new IllegalArgumentException("bad recurrence rule " + Quote.of(text, LONGEST_QUOTE) + ": " + reason);
    }
}
