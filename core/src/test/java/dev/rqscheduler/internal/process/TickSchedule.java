/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.FrozenScheduler;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A named schedule, "tick", that is put at noon; passes at given times of that day, and what came of them. */
final class TickSchedule {

    static final ZoneId UTC = ZoneId.of("UTC");
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final String QUEUE = "rq:queue:default";

    private TickSchedule() {}

    static Schedule.Builder everyMinute() {
        return Schedule.builder("tick", JobSpec.of("jobs.tick", 1, "two")).every(Duration.ofMinutes(1));
    }

    static void put(Schedule.Builder schedule) {
        at(NOON).put(schedule.build());
    }

    static Schedules at(Instant now) {
        return FrozenScheduler.at(now, UTC).schedules("test");
    }

    static List<Outcome> pass(String time) {
        return FrozenPass.run(time(time), UTC);
    }

    /** On the day of {@link #NOON}. */
    static Instant time(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }

    static List<String> queued() {
        return TestRedis.client().lrange(QUEUE, 0, -1);
    }

    static List<String> outcomes(String name) {
        return at(NOON).history(name, 100).stream()
                .map(run -> run.due().toString().substring(11, 16) + " "
                        + run.outcome().word()
                        + run.reason().map(why -> " " + why).orElse("")
                        + (run.more() == 0 ? "" : " +" + run.more()))
                .toList();
    }

    static ScheduleStatus status() {
        return at(NOON).get("tick").orElseThrow();
    }
}
