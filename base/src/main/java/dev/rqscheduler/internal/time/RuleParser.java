/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static dev.rqscheduler.internal.time.RecurrenceRule.Frequency.MONTHLY;
import static dev.rqscheduler.internal.time.RecurrenceRule.Frequency.WEEKLY;
import static dev.rqscheduler.internal.time.RecurrenceRule.Frequency.YEARLY;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYHOUR;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYMINUTE;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYMONTHDAY;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYSECOND;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYSETPOS;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYWEEKNO;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYYEARDAY;

import dev.rqscheduler.internal.time.RecurrenceRule.Frequency;
import dev.rqscheduler.internal.time.RecurrenceRule.NthWeekday;
import dev.rqscheduler.internal.time.RecurrenceRule.Part;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and checks one recurrence rule by the grammar of RFC 5545, section 3.3.10. */
final class RuleParser {
    /** Maximum COUNT: parsing a rule examines this many times, in some 50 ms. */
    static final int MOST_COUNT = 100_000;

    private static final int LONGEST = 1000;
    private static final int LONGEST_RULE_QUOTE = 120;
    private static final int LONGEST_QUOTE = 40;
    private static final long MOST_TIMES_OF_A_PERIOD = 1_000_000;
    private static final int MOST_ORDINAL = 53;
    private static final String PREFIX = "RRULE:";
    private static final Pattern PART = Pattern.compile("([A-Za-z0-9-]+)=([!-~]+)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final Pattern UNSIGNED = Pattern.compile("[0-9]{1,3}");
    private static final Pattern SIGNED = Pattern.compile("[+-]?[0-9]{1,3}");
    private static final Pattern ORDINAL = Pattern.compile("([+-]?[0-9]{1,3})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final Pattern UNTIL =
            Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?");
    private static final List<String> WEEKDAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final LocalDateTime LAST = LocalDateTime.of(CronPattern.LAST_YEAR, 12, 31, 23, 59, 59);
    private static final String EXAMPLE = "use a form such as FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=9;BYMINUTE=0;BYSECOND=0";

    private static final String PARTS = Stream.concat(
                    Stream.of("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"),
                    Stream.of(Part.values()).map(Part::name))
            .collect(Collectors.joining(", "));

    private final String text;

    /**
     * A rule as it was written, and the bounds that were written with it.
     *
     * @param rule the rule without COUNT and UNTIL
     * @param count how many times there are, or 0 for no limit
     * @param lastWallTime the last wall-clock time there may be
     * @param lastInstant the last instant that may be due
     */
    record Parsed(RecurrenceRule rule, int count, LocalDateTime lastWallTime, Instant lastInstant) {}

    private RuleParser(String text) {
        this.text = text;
    }

    static Parsed parse(String text) {
        return new RuleParser(text).parse();
    }

    private IllegalArgumentException bad(String reason) {
        return new IllegalArgumentException(
                "bad recurrence rule " + Quote.of(text, LONGEST_RULE_QUOTE) + ": " + reason);
    }

    private Parsed parse() {
        if (text.length() > LONGEST) {
            throw bad("it has " + text.length() + " characters, the limit is " + LONGEST);
        }
        Map<String, String> parts = parts();
        String frequency = parts.remove("FREQ");
        if (frequency == null) {
            throw bad("FREQ is missing; " + EXAMPLE);
        }
        int interval = positive("INTERVAL", parts.remove("INTERVAL"), 1, Integer.MAX_VALUE);
        int count = positive("COUNT", parts.remove("COUNT"), 0, Integer.MAX_VALUE);
        if (count > MOST_COUNT) {
            throw bad("COUNT is larger than " + MOST_COUNT + "; write UNTIL, or neither");
        }
        String weekStart = parts.remove("WKST");
        String until = parts.remove("UNTIL");
        if (until != null && count > 0) {
            throw bad("UNTIL and COUNT cannot be combined; omit one of them");
        }
        String byDay = parts.remove("BYDAY");
        var rule = new RecurrenceRule(
                frequency(frequency),
                interval,
                weekStart == null ? DayOfWeek.MONDAY : weekday(weekStart),
                numbers(parts),
                byDay == null ? List.of() : weekdays(byDay));
        check(rule);
        return until == null ? new Parsed(rule, count, LAST, Instant.MAX) : until(rule, until);
    }

    private Map<String, String> parts() {
        String rule = text.strip();
        if (rule.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            rule = rule.substring(PREFIX.length());
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : rule.split(";", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw bad(quote(part) + " is not NAME=VALUE, without spaces; " + EXAMPLE);
            }
            String name = matcher.group(1).toUpperCase(Locale.ROOT);
            if (parts.put(name, matcher.group(2).toUpperCase(Locale.ROOT)) != null) {
                throw bad(name + " appears twice; write it once, with all its values");
            }
        }
        return parts;
    }

    private Frequency frequency(String name) {
        for (Frequency frequency : Frequency.values()) {
            if (frequency.name().equals(name)) {
                return frequency;
            }
        }
        throw bad("there is no FREQ=" + plain(name) + "; write YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY,"
                + " MINUTELY or SECONDLY");
    }

    /** @param parts all that is left of the rule */
    private Map<Part, List<Integer>> numbers(Map<String, String> parts) {
        Map<Part, List<Integer>> numbers = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            String list = parts.remove(part.name());
            if (list != null) {
                List<Integer> values = new ArrayList<>();
                for (String item : list.split(",", -1)) {
                    values.add(number(part, item));
                }
                numbers.put(part, List.copyOf(values));
            }
        }
        if (parts.containsKey("RSCALE") || parts.containsKey("SKIP")) {
            throw bad("RSCALE and SKIP are not supported; BYMONTHDAY=-1 is the last day of every month");
        }
        if (!parts.isEmpty()) {
            String name = parts.keySet().iterator().next();
            throw bad("there is no part " + plain(name) + "; the parts are " + PARTS);
        }
        return numbers;
    }

    private int number(Part part, String item) {
        Pattern form = part.signed() ? SIGNED : UNSIGNED;
        if (!form.matcher(item).matches() || !part.allows(Integer.parseInt(item))) {
            String leapSecond = part == Part.BYSECOND && item.equals("60") ? "there is no second 60 here; " : "";
            throw bad(leapSecond + part + " has " + quote(item) + "; the numbers allowed are " + part.range());
        }
        return Integer.parseInt(item);
    }

    private List<NthWeekday> weekdays(String list) {
        List<NthWeekday> weekdays = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            Matcher matcher = ORDINAL.matcher(item);
            @Nullable String number = matcher.matches() ? matcher.group(1) : null;
            int nth = number == null ? 0 : Integer.parseInt(number);
            if (!matcher.matches() || Math.abs(nth) > MOST_ORDINAL || (number != null && nth == 0)) {
                throw bad("BYDAY has " + quote(item) + "; write MO, TU, WE, TH, FR, SA or SU, with"
                        + " FREQ=MONTHLY or YEARLY also 1MO for the first or -1MO for the last, up to " + MOST_ORDINAL);
            }
            weekdays.add(new NthWeekday(nth, weekday(matcher.group(2))));
        }
        return List.copyOf(weekdays);
    }

    private DayOfWeek weekday(String name) {
        int day = WEEKDAYS.indexOf(name);
        if (day < 0) {
            throw bad("WKST has " + quote(name) + "; write one of " + String.join(", ", WEEKDAYS));
        }
        return DayOfWeek.of(day + 1);
    }

    private int positive(String name, @Nullable String value, int otherwise, int most) {
        if (value == null) {
            return otherwise;
        }
        long number = NUMBER.matcher(value).matches() ? Long.parseLong(value) : 0;
        if (number < 1 || number > most) {
            throw bad(name + " is " + quote(value) + "; write a whole number from 1 to " + most);
        }
        return (int) number;
    }

    private Parsed until(RecurrenceRule rule, String value) {
        Matcher matcher = UNTIL.matcher(value);
        if (!matcher.matches()) {
            throw bad("UNTIL is " + quote(value)
                    + "; write a date such as 20271231, a time such as 20271231T180000, or with Z one of UTC");
        }
        try {
            LocalDate day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            LocalDateTime last = matcher.group(4) == null
                    ? day.atTime(23, 59, 59)
                    : day.atTime(number(matcher, 4), number(matcher, 5), number(matcher, 6));
            if ("Z".equals(matcher.group(7))) {
                return new Parsed(rule, 0, LAST, last.toInstant(ZoneOffset.UTC));
            }
            return new Parsed(rule, 0, last.isAfter(LAST) ? LAST : last, Instant.MAX);
        } catch (DateTimeException e) {
            throw bad("UNTIL is not a valid date or time");
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static String quote(String value) {
        return Quote.of(value, LONGEST_QUOTE);
    }

    private static String plain(String value) {
        String quoted = quote(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Checks which parts can be combined, by RFC 5545, section 3.3.10. */
    private void check(RecurrenceRule rule) {
        Frequency frequency = rule.frequency();
        if (rule.has(BYWEEKNO) && frequency != YEARLY) {
            throw bad("BYWEEKNO is only valid with FREQ=YEARLY");
        }
        if (rule.has(BYYEARDAY) && (frequency == MONTHLY || frequency == WEEKLY || frequency == Frequency.DAILY)) {
            throw bad(
                    "BYYEARDAY is not valid with FREQ=" + frequency + "; write FREQ=YEARLY, or BYMONTH and BYMONTHDAY");
        }
        if (rule.has(BYMONTHDAY) && frequency == WEEKLY) {
            throw bad("BYMONTHDAY is not valid with FREQ=WEEKLY; write FREQ=MONTHLY or FREQ=DAILY");
        }
        if (rule.weekdays().stream().anyMatch(weekday -> weekday.nth() != 0)) {
            checkNumberedWeekdays(rule);
        }
        if (rule.has(BYSETPOS) && rule.numbers().size() == 1 && !rule.hasWeekdays()) {
            throw bad("BYSETPOS needs another BY... part to choose from; there is none");
        }
        long days = frequency == YEARLY ? 366 : frequency == MONTHLY ? 31 : frequency == WEEKLY ? 7 : 1;
        if (days * size(rule, BYHOUR) * size(rule, BYMINUTE) * size(rule, BYSECOND) > MOST_TIMES_OF_A_PERIOD) {
            throw bad("it has too many runs in one period; write it with a smaller FREQ, such as FREQ=DAILY");
        }
    }

    private void checkNumberedWeekdays(RecurrenceRule rule) {
        if (rule.frequency() != YEARLY && rule.frequency() != MONTHLY) {
            throw bad("BYDAY with a number, such as 1MO, is only valid with FREQ=MONTHLY and FREQ=YEARLY");
        }
        if (rule.has(BYWEEKNO)) {
            throw bad("BYDAY with a number, such as 1MO, is not valid with BYWEEKNO");
        }
    }

    private static long size(RecurrenceRule rule, Part part) {
        return Math.max(1, rule.values(part).stream().distinct().count());
    }
}
