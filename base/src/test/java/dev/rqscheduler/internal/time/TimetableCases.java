/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.Zone;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Predicate;

/** Schedules whose meaning is plain enough to be written down as a condition, too. */
final class TimetableCases {
    private TimetableCases() {}

    /**
     * @param cron in the dialect of rq-scheduler; with seconds all seven fields
     * @param rule the same as a recurrence rule that starts at a midnight
     * @param rhythmic whether it runs by the rhythm of the clock
     * @param matches the same as a condition
     */
    record Schedule(String cron, String rule, boolean rhythmic, Predicate<LocalDateTime> matches) {
        Timetable byCron(Zone zone, ClockChange changes) {
            return Timetable.cron(CronExpression.parse(cron), zone, changes);
        }

        Timetable byRule(LocalDateTime start, Zone zone, ClockChange changes) {
            return Timetable.rule(rule, start, zone, changes);
        }

        @Override
        public String toString() {
            return cron;
        }
    }

    static final List<Schedule> BY_MINUTE = List.of(
            new Schedule("30 2 * * *", "FREQ=DAILY;BYHOUR=2;BYMINUTE=30", false, at -> at(at, 2, 30)),
            new Schedule("30 1 * * *", "FREQ=DAILY;BYHOUR=1;BYMINUTE=30", false, at -> at(at, 1, 30)),
            new Schedule("0 2 * * *", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=2", false, at -> at(at, 2, 0)),
            new Schedule("5 0 * * *", "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMINUTE=5", false, at -> at(at, 0, 5)),
            new Schedule("45 23 * * *", "FREQ=DAILY;BYHOUR=23;BYMINUTE=45", false, at -> at(at, 23, 45)),
            new Schedule(
                    "0,30 1,2,3 * * *",
                    "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30",
                    false,
                    at -> at.getHour() >= 1 && at.getHour() <= 3 && at.getMinute() % 30 == 0),
            new Schedule("*/15 * * * *", "FREQ=MINUTELY;INTERVAL=15", true, at -> at.getMinute() % 15 == 0),
            new Schedule("*/20 * * * *", "FREQ=HOURLY;BYMINUTE=0,20,40", true, at -> at.getMinute() % 20 == 0),
            new Schedule("0 * * * *", "FREQ=HOURLY", true, at -> at.getMinute() == 0),
            new Schedule("30 0-23 * * *", "FREQ=MINUTELY;BYMINUTE=30", true, at -> at.getMinute() == 30),
            new Schedule(
                    "*/15 2 * * *",
                    "FREQ=MINUTELY;INTERVAL=15;BYHOUR=2",
                    true,
                    at -> at.getHour() == 2 && at.getMinute() % 15 == 0),
            new Schedule(
                    "30 2 * * sun",
                    "FREQ=WEEKLY;BYDAY=SU;BYHOUR=2;BYMINUTE=30",
                    false,
                    at -> at(at, 2, 30) && at.getDayOfWeek() == SUNDAY),
            new Schedule(
                    "0 12 * * mon",
                    "FREQ=WEEKLY;BYDAY=MO;BYHOUR=12",
                    false,
                    at -> at(at, 12, 0) && at.getDayOfWeek() == MONDAY),
            new Schedule(
                    "0 9 30 * *",
                    "FREQ=MONTHLY;BYMONTHDAY=30;BYHOUR=9",
                    false,
                    at -> at(at, 9, 0) && at.getDayOfMonth() == 30));

    static final List<Schedule> BY_SECOND = List.of(
            new Schedule("*/20 * * * * * *", "FREQ=SECONDLY;INTERVAL=20", true, at -> at.getSecond() % 20 == 0),
            new Schedule(
                    "15,45 */5 * * * * *",
                    "FREQ=HOURLY;BYMINUTE=" + everyFive() + ";BYSECOND=15,45",
                    true,
                    at -> at.getMinute() % 5 == 0 && at.getSecond() % 30 == 15),
            new Schedule(
                    "59 30 1,2 * * * *",
                    "FREQ=DAILY;BYHOUR=1,2;BYMINUTE=30;BYSECOND=59",
                    false,
                    at -> (at.getHour() == 1 || at.getHour() == 2) && at.getMinute() == 30 && at.getSecond() == 59));

    private static String everyFive() {
        return "0,5,10,15,20,25,30,35,40,45,50,55";
    }

    private static boolean at(LocalDateTime time, int hour, int minute) {
        return time.getHour() == hour && time.getMinute() == minute;
    }
}
