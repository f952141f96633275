/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A recurrence rule read from RFC 5545, section 3.3.10, a second time and without any haste: it asks of each day of a
 * period what each part of the rule says about it, makes all the times of the period, and then applies BYSETPOS. It
 * believes that the rule is valid, and knows neither COUNT nor UNTIL.
 */
final class NaiveRule {
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private final Map<String, List<String>> parts = new HashMap<>();
    private final Map<String, List<Integer>> numbers = new HashMap<>();
    private final LocalDateTime start;
    private final String freq;
    private final int interval;

    NaiveRule(String text, LocalDateTime start) {
        for (String part : text.split(";")) {
            String[] sides = part.split("=");
            List<String> values = List.of(sides[1].split(","));
            parts.put(sides[0], values);
            if (sides[0].startsWith("BY") && !sides[0].equals("BYDAY")) {
                numbers.put(sides[0], values.stream().map(Integer::valueOf).toList());
            }
        }
        this.start = start;
        this.freq = values("FREQ").get(0);
        this.interval = parts.containsKey("INTERVAL")
                ? Integer.parseInt(values("INTERVAL").get(0))
                : 1;
    }

    /** The runs from one time, included, to another, excluded; no more periods are looked at once {@code most} are found. */
    List<LocalDateTime> runs(LocalDateTime from, LocalDateTime to, int most) {
        List<LocalDateTime> runs = new ArrayList<>();
        for (LocalDateTime period = periodOf(from); period.isBefore(to) && runs.size() < most; period = after(period)) {
            if (isCounted(period)) {
                for (LocalDateTime time : runsOfPeriod(period)) {
                    if (!time.isBefore(start) && !time.isBefore(from) && time.isBefore(to)) {
                        runs.add(time);
                    }
                }
            }
        }
        return runs;
    }

    /** The first day from this one on that the rule has no objection to, looked for in some years. */
    LocalDate namedDayFrom(LocalDate day) {
        LocalDate named = day;
        while (!isNamed(named) && named.isBefore(day.plusYears(10))) {
            named = named.plusDays(1);
        }
        return named;
    }

    private List<LocalDateTime> runsOfPeriod(LocalDateTime period) {
        var times = new TreeSet<LocalDateTime>();
        LocalDateTime end = after(period);
        boolean wholeDays = List.of("YEARLY", "MONTHLY", "WEEKLY", "DAILY").contains(freq);
        for (LocalDate day = period.toLocalDate(); day.atStartOfDay().isBefore(end); day = day.plusDays(1)) {
            if (isNamed(day)) {
                times.addAll(
                        wholeDays ? timesOf(day.atStartOfDay(), day.plusDays(1).atStartOfDay()) : timesOf(period, end));
            }
        }
        List<LocalDateTime> all = List.copyOf(times);
        if (!has("BYSETPOS")) {
            return all;
        }
        var chosen = new TreeSet<LocalDateTime>();
        for (int position : numbers("BYSETPOS")) {
            int index = position > 0 ? position - 1 : all.size() + position;
            if (index >= 0 && index < all.size()) {
                chosen.add(all.get(index));
            }
        }
        return List.copyOf(chosen);
    }

    /** Of each unit that is shorter than FREQ, what its part names or what DTSTART has; of the others, what is not limited. */
    private List<LocalDateTime> timesOf(LocalDateTime begin, LocalDateTime end) {
        List<LocalDateTime> times = new ArrayList<>();
        boolean toMinutes = !List.of("MINUTELY", "SECONDLY").contains(freq);
        boolean toHours = toMinutes && !freq.equals("HOURLY");
        for (LocalDateTime hour = begin;
                hour.isBefore(end);
                hour = hour.truncatedTo(ChronoUnit.HOURS).plusHours(1)) {
            if (!allows("BYHOUR", hour.getHour(), toHours ? start.getHour() : hour.getHour())) {
                continue;
            }
            LocalDateTime nextHour = earlier(hour.truncatedTo(ChronoUnit.HOURS).plusHours(1), end);
            for (LocalDateTime minute = hour;
                    minute.isBefore(nextHour);
                    minute = minute.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1)) {
                if (!allows("BYMINUTE", minute.getMinute(), toMinutes ? start.getMinute() : minute.getMinute())) {
                    continue;
                }
                LocalDateTime nextMinute =
                        earlier(minute.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1), end);
                for (LocalDateTime second = minute; second.isBefore(nextMinute); second = second.plusSeconds(1)) {
                    int otherwise = freq.equals("SECONDLY") ? second.getSecond() : start.getSecond();
                    if (allows("BYSECOND", second.getSecond(), otherwise)) {
                        times.add(second);
                    }
                }
            }
        }
        return times;
    }

    private static LocalDateTime earlier(LocalDateTime a, LocalDateTime b) {
        return a.isBefore(b) ? a : b;
    }

    private boolean allows(String part, int value, int otherwise) {
        return has(part) ? numbers(part).contains(value) : value == otherwise;
    }

    private boolean isNamed(LocalDate day) {
        int daysOfMonth = day.lengthOfMonth();
        int daysOfYear = day.lengthOfYear();
        if (has("BYMONTH") && !numbers("BYMONTH").contains(day.getMonthValue())) {
            return false;
        }
        if (has("BYWEEKNO") && !counts("BYWEEKNO", week(day), weeksOfYear(day))) {
            return false;
        }
        if (has("BYYEARDAY") && !counts("BYYEARDAY", day.getDayOfYear(), daysOfYear)) {
            return false;
        }
        if (has("BYMONTHDAY") && !counts("BYMONTHDAY", day.getDayOfMonth(), daysOfMonth)) {
            return false;
        }
        if (has("BYDAY")) {
            return values("BYDAY").stream().anyMatch(item -> isNthWeekday(item, day));
        }
        return has("BYYEARDAY") || has("BYMONTHDAY") || isLikeTheStart(day);
    }

    /** "Information, not contained in the rule, necessary to determine the various recurrence instance start times". */
    private boolean isLikeTheStart(LocalDate day) {
        boolean sameWeekday = day.getDayOfWeek() == start.getDayOfWeek();
        boolean sameDayOfMonth = day.getDayOfMonth() == start.getDayOfMonth();
        return switch (freq) {
            case "YEARLY" ->
                has("BYWEEKNO")
                        ? sameWeekday
                        : sameDayOfMonth && (has("BYMONTH") || day.getMonth() == start.getMonth());
            case "MONTHLY" -> sameDayOfMonth;
            case "WEEKLY" -> sameWeekday;
            default -> true;
        };
    }

    private boolean isNthWeekday(String item, LocalDate day) {
        String weekday = item.substring(item.length() - 2);
        if (DAYS.indexOf(weekday) != day.getDayOfWeek().getValue() - 1) {
            return false;
        }
        if (item.length() == 2) {
            return true;
        }
        int nth = Integer.parseInt(item.substring(0, item.length() - 2));
        boolean withinMonth = freq.equals("MONTHLY") || has("BYMONTH");
        int step = nth > 0 ? -7 : 7;
        int place = 1;
        LocalDate other = day.plusDays(step);
        while (withinMonth ? other.getMonth() == day.getMonth() : other.getYear() == day.getYear()) {
            place++;
            other = other.plusDays(step);
        }
        return place == Math.abs(nth);
    }

    private long week(LocalDate day) {
        return day.get(weekFields().weekOfWeekBasedYear());
    }

    private long weeksOfYear(LocalDate day) {
        return day.range(weekFields().weekOfWeekBasedYear()).getMaximum();
    }

    private int yearOfWeek(LocalDate day) {
        return day.get(weekFields().weekBasedYear());
    }

    /** As in ISO 8601, but that weeks start on WKST. */
    private WeekFields weekFields() {
        return WeekFields.of(weekStart(), 4);
    }

    private DayOfWeek weekStart() {
        return has("WKST") ? DayOfWeek.of(DAYS.indexOf(values("WKST").get(0)) + 1) : DayOfWeek.MONDAY;
    }

    private LocalDate weekOf(LocalDate day) {
        LocalDate first = day;
        while (first.getDayOfWeek() != weekStart()) {
            first = first.minusDays(1);
        }
        return first;
    }

    private LocalDateTime periodOf(LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        return switch (freq) {
            case "YEARLY" -> {
                if (!has("BYWEEKNO")) {
                    yield day.withDayOfYear(1).atStartOfDay();
                }
                LocalDate week = weekOf(day);
                while (week(week) != 1) {
                    week = week.minusDays(7);
                }
                yield week.atStartOfDay();
            }
            case "MONTHLY" -> day.withDayOfMonth(1).atStartOfDay();
            case "WEEKLY" -> weekOf(day).atStartOfDay();
            case "DAILY" -> day.atStartOfDay();
            case "HOURLY" -> time.truncatedTo(ChronoUnit.HOURS);
            case "MINUTELY" -> time.truncatedTo(ChronoUnit.MINUTES);
            default -> time;
        };
    }

    private LocalDateTime after(LocalDateTime period) {
        return switch (freq) {
            case "YEARLY" -> has("BYWEEKNO") ? periodOf(period.plusDays(371)) : period.plusYears(1);
            case "MONTHLY" -> period.plusMonths(1);
            case "WEEKLY" -> period.plusWeeks(1);
            case "DAILY" -> period.plusDays(1);
            case "HOURLY" -> period.plusHours(1);
            case "MINUTELY" -> period.plusMinutes(1);
            default -> period.plusSeconds(1);
        };
    }

    /** INTERVAL: whether the period is a whole number of intervals after that of DTSTART. */
    private boolean isCounted(LocalDateTime period) {
        LocalDateTime first = periodOf(start);
        long distance = switch (freq) {
            case "YEARLY" ->
                has("BYWEEKNO")
                        ? yearOfWeek(period.toLocalDate()) - yearOfWeek(first.toLocalDate())
                        : ChronoUnit.YEARS.between(first, period);
            case "MONTHLY" -> ChronoUnit.MONTHS.between(first, period);
            case "WEEKLY" -> ChronoUnit.WEEKS.between(first, period);
            case "DAILY" -> ChronoUnit.DAYS.between(first, period);
            case "HOURLY" -> ChronoUnit.HOURS.between(first, period);
            case "MINUTELY" -> ChronoUnit.MINUTES.between(first, period);
            default -> ChronoUnit.SECONDS.between(first, period);
        };
        return distance >= 0 && distance % interval == 0;
    }

    private boolean has(String part) {
        return parts.containsKey(part);
    }

    private List<String> values(String part) {
        return parts.getOrDefault(part, List.of());
    }

    private List<Integer> numbers(String part) {
        return numbers.getOrDefault(part, List.of());
    }

    /** Whether one of the part's numbers, from the beginning or from the end, is that of this place. */
    private boolean counts(String part, long place, long length) {
        return numbers(part).stream().anyMatch(number -> number > 0 ? number == place : length + number + 1 == place);
    }
}
