/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.util.Random;

/**
 * POSIX zones, summer in the north or the south, whose changes are not at the turn of the year. The plain number of a day is
 * left out, which Python up to 3.14 takes for a day too early, as is J59, which it took for the 29th in leap years up to 3.11.
 */
final class RandomFooters {
    private static final int FIRST_OF_MARCH = 60;

    private final Random random;

    RandomFooters(Random random) {
        this.random = random;
    }

    String next() {
        int hours = random.nextInt(-12, 13);
        // A zone that sets its clocks back in summer, as Dublin, or by an odd time, as Lord Howe.
        String offset = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> Integer.toString(hours + 1);
            case 2 -> (hours == 0 ? "-0:30" : hours > 0 ? hours - 1 + ":30" : hours + ":30");
            default -> Integer.toString(hours - 2);
        };
        boolean south = random.nextBoolean();
        String first = date(2, 5) + time();
        String second = date(8, 11) + time();
        return "<aaa>" + hours + "<bbb>" + offset + "," + (south ? second + "," + first : first + "," + second);
    }

    private String date(int from, int to) {
        int month = random.nextInt(from, to);
        return switch (random.nextInt(3)) {
            case 0 -> "J" + Math.max(FIRST_OF_MARCH, month * 30 - random.nextInt(25));
            default -> "M" + month + "." + random.nextInt(1, 6) + "." + random.nextInt(7);
        };
    }

    private String time() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "/" + random.nextInt(25);
            case 2 -> "/-" + random.nextInt(1, 24);
            case 3 -> "/" + random.nextInt(24) + ":" + random.nextInt(10, 60);
            default -> "/" + random.nextInt(24) + ":30:" + random.nextInt(10, 60);
        };
    }
}
