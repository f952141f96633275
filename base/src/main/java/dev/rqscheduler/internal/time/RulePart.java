/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

/** The parts of a recurrence rule that are lists of numbers. */
enum RulePart {
    BYMONTH(1, 12, false),
    BYWEEKNO(1, 53, true),
    BYYEARDAY(1, 366, true),
    BYMONTHDAY(1, 31, true),
    BYHOUR(0, 23, false),
    BYMINUTE(0, 59, false),
    BYSECOND(0, 59, false),
    BYSETPOS(1, 366, true);

    private final int min;
    private final int max;
    private final boolean signed;

    RulePart(int min, int max, boolean signed) {
        this.min = min;
        this.max = max;
        this.signed = signed;
    }

    /** Whether the number may have a sign; a negative one counts from the end. */
    boolean signed() {
        return signed;
    }

    boolean allows(int number) {
        int size = signed ? Math.abs(number) : number;
        return size >= min && size <= max;
    }

    /** The numbers that are allowed, in words. */
    String range() {
        return min + " to " + max + (signed ? " or -" + max + " to -" + min : "");
    }
}
