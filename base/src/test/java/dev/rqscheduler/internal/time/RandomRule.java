/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Valid recurrence rules and starts for them, weighted to what is at the edges of weeks, months and years. */
final class RandomRule {
    private static final List<String> FREQUENCIES = List.of(
            "YEARLY", "YEARLY", "YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY");

    private final Random random;

    RandomRule(Random random) {
        this.random = random;
    }

    /** Without COUNT and UNTIL. */
    String next() {
        String freq = pick(FREQUENCIES);
        boolean yearly = freq.equals("YEARLY");
        boolean monthly = freq.equals("MONTHLY");
        List<String> parts = new ArrayList<>(List.of("FREQ=" + freq));
        boolean weeks = yearly && oneOf(4);
        if (oneOf(3)) {
            parts.add("BYMONTH=" + list(() -> number(1, 12)));
        }
        if (weeks) {
            parts.add("BYWEEKNO=" + list(() -> signed(53, 1, 52, 53)));
        }
        if (!monthly && !freq.equals("WEEKLY") && !freq.equals("DAILY") && oneOf(6)) {
            parts.add("BYYEARDAY=" + list(() -> signed(366, 1, 60, 365, 366)));
        }
        if (!freq.equals("WEEKLY") && oneOf(4)) {
            parts.add("BYMONTHDAY=" + list(() -> signed(31, 1, 13, 28, 29, 30, 31)));
        }
        if (oneOf(2)) {
            boolean numbered = (monthly || (yearly && !weeks)) && oneOf(2);
            parts.add("BYDAY=" + list(() -> (numbered && !oneOf(4) ? nth(monthly) : "") + weekday()));
        }
        if (oneOf(4)) {
            parts.add("BYHOUR=" + list(() -> number(0, 23)));
        }
        if (oneOf(5)) {
            parts.add("BYMINUTE=" + list(() -> number(0, 59)));
        }
        if (oneOf(5)) {
            parts.add("BYSECOND=" + list(() -> number(0, 59)));
        }
        if (parts.size() > 1 && oneOf(4)) {
            parts.add("BYSETPOS=" + list(() -> signed(oneOf(5) ? 366 : 5, 1, 2)));
        }
        if (oneOf(3)) {
            parts.add("INTERVAL=" + (oneOf(5) ? pick(List.of("7", "12", "25", "61", "1441", "99999")) : number(2, 5)));
        }
        if (oneOf(3)) {
            parts.add("WKST=" + weekday());
        }
        return String.join(";", parts);
    }

    LocalDateTime start() {
        int year = oneOf(5) ? random.nextInt(1970, 2100) : random.nextInt(2015, 2045);
        LocalDate date = LocalDate.ofYearDay(year, random.nextInt(1, 366));
        if (oneOf(3)) {
            LocalDate newYear = LocalDate.of(Math.max(1971, year), 1, 1);
            date = newYear.plusDays(random.nextInt(-5, 5));
        } else if (oneOf(3)) {
            date = date.withDayOfMonth(date.lengthOfMonth());
        } else if (oneOf(5)) {
            date = LocalDate.of(year, 3, 1).minusDays(1);
        }
        return date.atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }

    private String nth(boolean monthly) {
        return signed(monthly ? 5 : 53, 1, 2, 5);
    }

    private String weekday() {
        return pick(List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU"));
    }

    /** Up to {@code most}, with a sign or without, often one of those at the edges. */
    private String signed(int most, int... edges) {
        int[] possible = IntStream.of(edges).filter(edge -> edge <= most).toArray();
        int number = oneOf(2) ? possible[random.nextInt(possible.length)] : random.nextInt(1, most + 1);
        return oneOf(3) ? "-" + number : oneOf(9) ? "+" + number : Integer.toString(number);
    }

    private String number(int min, int max) {
        return Integer.toString(random.nextInt(min, max + 1));
    }

    /** One, a few, or many. */
    private String list(Supplier<String> item) {
        int size = oneOf(6) ? random.nextInt(5, 25) : random.nextInt(1, 4);
        return String.join(
                ",", IntStream.range(0, size).mapToObj(i -> item.get()).toList());
    }

    private boolean oneOf(int n) {
        return random.nextInt(n) == 0;
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
