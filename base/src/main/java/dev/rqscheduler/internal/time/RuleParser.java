/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.internal.time.RecurrenceRule.NthWeekday;
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

/** Reads one recurrence rule by the grammar of RFC 5545, section 3.3.10. */
final class RuleParser {
    private static final int LONGEST_QUOTE = 40;
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
                    Stream.of(RulePart.values()).map(RulePart::name))
            .collect(Collectors.joining(", "));

    private final String text;

    RuleParser(String text) {
        this.text = text;
    }

    RuleText parse() throws RuleSyntaxException {
        Map<String, String> parts = parts();
        String frequency = parts.remove("FREQ");
        if (frequency == null) {
            throw new RuleSyntaxException("FREQ is missing; " + EXAMPLE);
        }
        int interval = positive("INTERVAL", parts.remove("INTERVAL"), 1, Integer.MAX_VALUE);
        int count = positive("COUNT", parts.remove("COUNT"), 0, Integer.MAX_VALUE);
        if (count > RuleText.MOST_COUNT) {
            throw new RuleSyntaxException("COUNT is larger than " + RuleText.MOST_COUNT + "; write UNTIL, or neither");
        }
        String weekStart = parts.remove("WKST");
        String until = parts.remove("UNTIL");
        if (until != null && count > 0) {
            throw new RuleSyntaxException("UNTIL and COUNT cannot be combined; omit one of them");
        }
        String byDay = parts.remove("BYDAY");
        var rule = new RecurrenceRule(
                frequency(frequency),
                interval,
                weekStart == null ? DayOfWeek.MONDAY : weekday(weekStart),
                numbers(parts),
                byDay == null ? List.of() : weekdays(byDay));
        RuleChecks.check(rule);
        return until == null ? new RuleText(rule, count, LAST, Instant.MAX) : until(rule, until);
    }

    private Map<String, String> parts() throws RuleSyntaxException {
        String rule = text.strip();
        if (rule.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            rule = rule.substring(PREFIX.length());
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : rule.split(";", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new RuleSyntaxException(quote(part) + " is not NAME=VALUE, without spaces; " + EXAMPLE);
            }
            String name = matcher.group(1).toUpperCase(Locale.ROOT);
            if (parts.put(name, matcher.group(2).toUpperCase(Locale.ROOT)) != null) {
                throw new RuleSyntaxException(name + " appears twice; write it once, with all its values");
            }
        }
        return parts;
    }

    private static RuleFrequency frequency(String name) throws RuleSyntaxException {
        for (RuleFrequency frequency : RuleFrequency.values()) {
            if (frequency.name().equals(name)) {
                return frequency;
            }
        }
        throw new RuleSyntaxException("there is no FREQ=" + plain(name)
                + "; write YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY," + " MINUTELY or SECONDLY");
    }

    /** @param parts all that is left of the rule */
    private static Map<RulePart, List<Integer>> numbers(Map<String, String> parts) throws RuleSyntaxException {
        Map<RulePart, List<Integer>> numbers = new EnumMap<>(RulePart.class);
        for (RulePart part : RulePart.values()) {
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
            throw new RuleSyntaxException(
                    "RSCALE and SKIP are not supported; BYMONTHDAY=-1 is the last day of every month");
        }
        if (!parts.isEmpty()) {
            String name = parts.keySet().iterator().next();
            throw new RuleSyntaxException("there is no part " + plain(name) + "; the parts are " + PARTS);
        }
        return numbers;
    }

    private static int number(RulePart part, String item) throws RuleSyntaxException {
        Pattern form = part.signed() ? SIGNED : UNSIGNED;
        if (!form.matcher(item).matches() || !part.allows(Integer.parseInt(item))) {
            String leapSecond = part == RulePart.BYSECOND && item.equals("60") ? "there is no second 60 here; " : "";
            throw new RuleSyntaxException(
                    leapSecond + part + " has " + quote(item) + "; the numbers allowed are " + part.range());
        }
        return Integer.parseInt(item);
    }

    private static List<NthWeekday> weekdays(String list) throws RuleSyntaxException {
        List<NthWeekday> weekdays = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            Matcher matcher = ORDINAL.matcher(item);
            @Nullable String number = matcher.matches() ? matcher.group(1) : null;
            int nth = number == null ? 0 : Integer.parseInt(number);
            if (!matcher.matches() || Math.abs(nth) > MOST_ORDINAL || (number != null && nth == 0)) {
                throw new RuleSyntaxException("BYDAY has " + quote(item) + "; write MO, TU, WE, TH, FR, SA or SU, with"
                        + " FREQ=MONTHLY or YEARLY also 1MO for the first or -1MO for the last, up to " + MOST_ORDINAL);
            }
            weekdays.add(new NthWeekday(nth, weekday(matcher.group(2))));
        }
        return List.copyOf(weekdays);
    }

    private static DayOfWeek weekday(String name) throws RuleSyntaxException {
        int day = WEEKDAYS.indexOf(name);
        if (day < 0) {
            throw new RuleSyntaxException("WKST has " + quote(name) + "; write one of " + String.join(", ", WEEKDAYS));
        }
        return DayOfWeek.of(day + 1);
    }

    private static int positive(String name, @Nullable String value, int otherwise, int most)
            throws RuleSyntaxException {
        if (value == null) {
            return otherwise;
        }
        long number = NUMBER.matcher(value).matches() ? Long.parseLong(value) : 0;
        if (number < 1 || number > most) {
            throw new RuleSyntaxException(name + " is " + quote(value) + "; write a whole number from 1 to " + most);
        }
        return (int) number;
    }

    private static RuleText until(RecurrenceRule rule, String value) throws RuleSyntaxException {
        Matcher matcher = UNTIL.matcher(value);
        if (!matcher.matches()) {
            throw new RuleSyntaxException("UNTIL is " + quote(value)
                    + "; write a date such as 20271231, a time such as 20271231T180000, or with Z one of UTC");
        }
        try {
            LocalDate day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            LocalDateTime last = matcher.group(4) == null
                    ? day.atTime(23, 59, 59)
                    : day.atTime(number(matcher, 4), number(matcher, 5), number(matcher, 6));
            if ("Z".equals(matcher.group(7))) {
                return new RuleText(rule, 0, LAST, last.toInstant(ZoneOffset.UTC));
            }
            return new RuleText(rule, 0, last.isAfter(LAST) ? LAST : last, Instant.MAX);
        } catch (DateTimeException e) {
            throw new RuleSyntaxException("UNTIL is not a valid date or time");
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
}
