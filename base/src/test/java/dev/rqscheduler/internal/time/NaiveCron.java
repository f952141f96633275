/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Zone;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The same dialect and the same rules for clock changes, in the plainest way there is: expressions are read with
 * regular expressions, every day is looked at, every matching time of day is turned into an instant. Shares no code with
 * the real thing, so that a slip would have to be made twice.
 */
final class NaiveCron {
    private static final int[][] RANGES = {{0, 59}, {0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 6}, {1970, 2099}};
    private static final int DOM = 3;
    private static final int MONTH = 4;
    private static final int DOW = 5;
    private static final int YEAR = 6;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> ALIASES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final Pattern VALUES = Pattern.compile("(\\*|[0-9a-z]+)(?:(?<=[^*])-([0-9a-z]+))?(?:/([0-9]+))?");

    private static final Pattern NUMBER = Pattern.compile("0*[0-9]{1,6}");
    private static final Pattern STAR = Pattern.compile("(.*,)?\\*.*");
    private static final Pattern LAST_DAYS = Pattern.compile("l|z[0-7](-[0-7])?");
    private static final Pattern LAST_WEEKDAYS = Pattern.compile("l[0-7](-[0-7])?");

    private final List<String> fields;
    private final List<Set<Integer>> values = new ArrayList<>();
    private final String[] daysOfMonth;
    private final String[] daysOfWeek;
    private final boolean wildcardClock;

    NaiveCron(String text) {
        check(text.length() <= 512);
        var words =
                new ArrayList<>(List.of(ALIASES.getOrDefault(text, text).strip().split("[ \t\n\r]+")));
        if (words.size() == 5) {
            words.add("*");
        }
        if (words.size() == 6) {
            words.add(0, "0");
        }
        check(words.size() == 7);
        fields = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        for (int field = 0; field < 7; field++) {
            var set = new TreeSet<Integer>();
            for (String item : fields.get(field).split(",", -1)) {
                addItem(set, field, item);
            }
            values.add(set);
        }
        daysOfMonth = fields.get(DOM).split(",");
        daysOfWeek = fields.get(DOW).split(",");
        wildcardClock = values.get(2).size() == 24
                || STAR.matcher(fields.get(1)).matches()
                || STAR.matcher(fields.get(2)).matches();
    }

    private static void addItem(Set<Integer> set, int field, String item) {
        int min = RANGES[field][0];
        int max = RANGES[field][1];
        if ((item.equals("?") && (field == DOM || field == DOW)) || item.equals("*")) {
            for (int i = min; i <= max; i++) {
                set.add(i);
            }
            return;
        }
        if (isFromEnd(field, item)) {
            return;
        }
        var match = VALUES.matcher(item);
        check(match.matches());
        boolean star = match.group(1).equals("*");
        int first = star ? min : value(field, match.group(1));
        int last = first;
        if (match.group(2) != null) {
            last = value(field, match.group(2));
            last = field == DOW && last == 0 ? 7 : last;
        } else if (match.group(3) != null) {
            last = max;
        }
        int step = 1;
        if (match.group(3) != null) {
            int limit = field == DOW ? 7 : max;
            step = number(match.group(3));
            check(step >= 1 && step <= limit && first + step <= limit);
        }
        check(first <= last);
        for (int i = first; i <= last; i += step) {
            set.add(field == DOW ? i % 7 : i);
        }
    }

    private static boolean isFromEnd(int field, String item) {
        if (field == DOM && LAST_DAYS.matcher(item).matches()) {
            check(item.length() < 4 || (item.charAt(1) <= item.charAt(3) && item.charAt(3) > '0'));
            return true;
        }
        return field == DOW && LAST_WEEKDAYS.matcher(item).matches();
    }

    private static int value(int field, String text) {
        int name = field == MONTH ? MONTHS.indexOf(text) : field == DOW ? DAYS.indexOf(text) : -1;
        int value = name >= 0 ? RANGES[field][0] + name : number(text);
        check(value >= RANGES[field][0] && value <= (field == DOW ? 7 : RANGES[field][1]));
        return value;
    }

    private static int number(String text) {
        check(NUMBER.matcher(text).matches());
        return new BigInteger(text).intValueExact();
    }

    private static void check(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("invalid");
        }
    }

    boolean matches(LocalDateTime time) {
        return matchesDay(time.toLocalDate())
                && values.get(0).contains(time.getSecond())
                && values.get(1).contains(time.getMinute())
                && values.get(2).contains(time.getHour());
    }

    private boolean matchesDay(LocalDate date) {
        return values.get(MONTH).contains(date.getMonthValue())
                && values.get(YEAR).contains(date.getYear())
                && matchesDayOfMonth(date)
                && matchesDayOfWeek(date);
    }

    private boolean matchesDayOfMonth(LocalDate date) {
        int toGo = date.lengthOfMonth() - date.getDayOfMonth();
        for (String item : daysOfMonth) {
            if (item.startsWith("z") && item.length() == 2) {
                return toGo == item.charAt(1) - '0';
            }
            boolean last = item.equals("l") && toGo == 0;
            boolean range = item.startsWith("z") && toGo >= item.charAt(1) - '0' && toGo <= item.charAt(3) - '0';
            if (last || range) {
                return true;
            }
        }
        return values.get(DOM).contains(date.getDayOfMonth());
    }

    private boolean matchesDayOfWeek(LocalDate date) {
        int weekday = date.getDayOfWeek().getValue() % 7;
        boolean lastWeek = date.plusWeeks(1).getMonth() != date.getMonth();
        for (String item : daysOfWeek) {
            if (item.startsWith("l") && lastWeek) {
                int from = item.charAt(1) - '0';
                int to = item.charAt(item.length() - 1) - '0';
                // Sunday is 0 and 7.
                if ((weekday >= from && weekday <= to) || (weekday == 0 && from <= 7 && to == 7)) {
                    return true;
                }
            }
        }
        return values.get(DOW).contains(weekday);
    }

    Optional<Instant> nextAfter(Instant now, Zone zone, RepeatedHour repeatedHour) {
        ZoneRules rules = zone.rules();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant best = null;
        for (LocalDate day = today.minusDays(4); day.getYear() < 2100; day = day.plusDays(1)) {
            if (best != null
                    && day.isAfter(LocalDate.ofInstant(best, ZoneOffset.UTC).plusDays(4))) {
                break;
            }
            if (matchesDay(day)) {
                for (Instant run : runs(day, now, rules, repeatedHour)) {
                    if (run.isAfter(now) && (best == null || run.isBefore(best))) {
                        best = run;
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private List<Instant> runs(LocalDate day, Instant now, ZoneRules rules, RepeatedHour repeatedHour) {
        var runs = new ArrayList<Instant>();
        for (int hour : values.get(2)) {
            for (int minute : values.get(1)) {
                for (int second : values.get(0)) {
                    LocalDateTime wall = day.atTime(hour, minute, second);
                    List<ZoneOffset> offsets = rules.getValidOffsets(wall);
                    if (offsets.isEmpty()) {
                        if (isTakenUp(wall, now, rules)) {
                            runs.add(wall.toInstant(rules.getTransition(wall).getOffsetBefore()));
                        }
                    } else {
                        runs.add(wall.toInstant(offsets.get(0)));
                        if (offsets.size() == 2 && runsTwice(repeatedHour)) {
                            runs.add(wall.toInstant(offsets.get(1)));
                        }
                    }
                }
            }
        }
        return runs;
    }

    private boolean runsTwice(RepeatedHour rule) {
        return rule == RepeatedHour.BOTH || (wildcardClock && rule == RepeatedHour.WILDCARDS_TWICE);
    }

    /** A run shifted out of a gap: seen from before the gap, or from behind an earlier run of the same gap. */
    private boolean isTakenUp(LocalDateTime wall, Instant now, ZoneRules rules) {
        var gap = rules.getTransition(wall);
        if (now.isBefore(gap.getInstant())) {
            return true;
        }
        var earlier = gap.getDateTimeBefore();
        while (!earlier.toInstant(gap.getOffsetBefore()).isAfter(now) && earlier.isBefore(gap.getDateTimeAfter())) {
            if (matches(earlier)) {
                return true;
            }
            earlier = earlier.plusSeconds(1);
        }
        return false;
    }
}
