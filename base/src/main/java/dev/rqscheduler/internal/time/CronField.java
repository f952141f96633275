/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

/** The seven fields of a cron expression, in the order in which all seven are written. */
enum CronField {
    SECOND("second", 0, 59, ""),
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK("day of week", 0, 6, "sun mon tue wed thu fri sat"),
    YEAR("year", 1970, 2099, "");

    private static final int NAME_LENGTH = 3;

    final String title;
    final int min;
    final int max;
    /** Three-letter names, separated by spaces; the first stands for {@link #min}. */
    final String names;

    CronField(String title, int min, int max, String names) {
        this.title = title;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    /** The largest number that may be written: as {@link #max}, but 7 is Sunday too. */
    int largestWritten() {
        return this == DAY_OF_WEEK ? 7 : max;
    }

    /** The value a name stands for, or -1. */
    int named(String lowerCase) {
        int at = lowerCase.length() == NAME_LENGTH ? names.indexOf(lowerCase) : -1;
        return at < 0 || at % (NAME_LENGTH + 1) != 0 ? -1 : min + at / (NAME_LENGTH + 1);
    }

    boolean isDay() {
        return this == DAY_OF_MONTH || this == DAY_OF_WEEK;
    }
}
