/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/**
 * How a cron expression is interpreted where crons differ.
 *
 * @param dayOr whether, with day of month and day of week both restricted, a day matches if one of them does, as in
 *     classic cron: {@code 0 0 13 * fri} is each 13th and each Friday. A field is restricted unless an item of it begins
 *     with {@code *} or is {@code ?}; if one of the two is not, both must match, as always without this option
 * @param seconds whether six fields begin with the second: second minute hour day-of-month month day-of-week. Without
 *     this option they end with the year. Five and seven fields mean the same with and without
 */
public record CronDialect(boolean dayOr, boolean seconds) {
    /** rq-scheduler's dialect: both day fields must match, and the sixth of six fields is the year. */
    public static final CronDialect RQ_SCHEDULER = new CronDialect(false, false);

    /** The same with {@link #dayOr()} as given. */
    public CronDialect withDayOr(boolean wanted) {
        return new CronDialect(wanted, seconds);
    }

    /** The same with {@link #seconds()} as given. */
    public CronDialect withSeconds(boolean wanted) {
        return new CronDialect(dayOr, wanted);
    }
}
