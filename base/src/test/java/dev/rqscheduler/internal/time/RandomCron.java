/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random expressions that follow the dialect, weighted to what people write and to what is rare and tricky. */
final class RandomCron {
    private final Random random;

    RandomCron(Random random) {
        this.random = random;
    }

    String next() {
        if (random.nextInt(40) == 0) {
            return pick("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@hourly");
        }
        String five = minute() + " " + hour() + " " + dayOfMonth() + " " + month() + " " + dayOfWeek();
        return switch (random.nextInt(8)) {
            case 0 -> five + " " + year();
            case 1 -> list(() -> number(0, 59)) + " " + five + " " + year();
            default -> five;
        };
    }

    private String minute() {
        return random.nextInt(3) == 0
                ? pick("0", "30", "*", "*/5", "*/30", "*/59", "15,45")
                : list(() -> values(0, 59));
    }

    private String hour() {
        // The small hours, where clocks change, come up more often than the others.
        return switch (random.nextInt(4)) {
            case 0 -> pick("*", "*/2", "0-23", "*/23");
            case 1 -> list(() -> number(0, 3));
            default -> list(() -> values(0, 23));
        };
    }

    private String dayOfMonth() {
        return switch (random.nextInt(6)) {
            case 0 -> list(() -> values(1, 31));
            case 1 -> list(() -> pick("L", "Z0", "z3", "Z7", "Z1-3", "z0-7", "Z2-2", "*", "?", "15", "1-7", "*/30"));
            default -> pick("*", "?", "1", "31");
        };
    }

    private String month() {
        return switch (random.nextInt(6)) {
            case 0 -> list(() -> values(1, 12));
            case 1 -> pick("jan", "feb", "mar-sep/3", "jan,JUL", "feb/2", "Oct-nov", "*/11", "2");
            default -> "*";
        };
    }

    private String dayOfWeek() {
        return switch (random.nextInt(6)) {
            case 0 -> list(() -> values(0, 6));
            case 1 -> list(() -> pick("L5", "l0", "L7", "L3-5", "L6-7", "L5-3", "L0-7", "l0-0", "fri", "1"));
            case 2 -> pick("sat-sun", "0-0", "7", "7-0", "5-0", "*/7", "6/1", "sun-thu/2", "mon-fri", "0-7/7", "SUN/3");
            default -> pick("*", "?", "*", "*", "1-5");
        };
    }

    private String year() {
        return pick("*", "*", "*/2", "2011-2030", "2026", "2024/4", "1970-2099", "2011,2028", "2090-2099");
    }

    private String values(int min, int max) {
        int first = min + random.nextInt(max - min + 1);
        int last = first + random.nextInt(max - first + 1);
        int step = first == max ? 0 : 1 + random.nextInt(max - first);
        return switch (random.nextInt(step == 0 ? 3 : 5)) {
            case 0 -> first + "-" + last;
            case 3 -> first + "/" + step;
            case 4 -> first + "-" + last + "/" + step;
            default -> Integer.toString(first);
        };
    }

    private String number(int min, int max) {
        return Integer.toString(min + random.nextInt(max - min + 1));
    }

    private String list(Supplier<String> item) {
        String list = item.get();
        while (random.nextInt(3) == 0) {
            list += "," + item.get();
        }
        return list;
    }

    private String pick(String... choices) {
        return List.of(choices).get(random.nextInt(choices.length));
    }
}
