/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** The range of Python's datetime module: years 1 to 9999, microseconds. */
public final class PyDates {
    private PyDates() {}

    public static LocalDateTime checked(LocalDateTime value) {
        return LocalDateTime.of(checked(value.toLocalDate()), checked(value.toLocalTime()));
    }

    public static LocalDate checked(LocalDate value) {
        if (value.getYear() < 1 || value.getYear() > 9999) {
            throw new IllegalArgumentException("Python supports the years 1 to 9999, not " + value.getYear());
        }
        return value;
    }

    public static LocalTime checked(LocalTime value) {
        return value.truncatedTo(ChronoUnit.MICROS);
    }

    public static void checkFold(int fold) {
        if (fold != 0 && fold != 1) {
            throw new IllegalArgumentException("fold is 0 or 1, not " + fold);
        }
    }
}
