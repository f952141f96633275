/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.internal.process.TickSchedule.NOON;
import static dev.rqscheduler.internal.process.TickSchedule.QUEUE;
import static dev.rqscheduler.internal.process.TickSchedule.UTC;
import static dev.rqscheduler.internal.process.TickSchedule.at;
import static dev.rqscheduler.internal.process.TickSchedule.everyMinute;
import static dev.rqscheduler.internal.process.TickSchedule.pass;
import static dev.rqscheduler.internal.process.TickSchedule.put;
import static dev.rqscheduler.internal.process.TickSchedule.queued;
import static dev.rqscheduler.internal.process.TickSchedule.status;
import static dev.rqscheduler.internal.process.TickSchedule.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** What a pass does with a named schedule that is due, at times that are given. */
@ExtendWith(TestRedis.class)
class ScheduleRunTest {

    private final RedisClient client = TestRedis.client();

    @Test
    void runsEachDueTimeAsAJobOfItsOwn() {
        put(everyMinute());
        assertThat(pass("12:00:59.999999")).isEmpty();
        assertThat(pass("12:01:00")).hasOnlyElementsOfType(Outcome.Moved.class).hasSize(1);
        assertThat(pass("12:01:30")).isEmpty();
        client.hset("rq:job:tick-20260302T120100Z", "status", "finished");
        pass("12:02:00.5");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T120200Z");
        assertThat(client.smembers("rq:queues")).containsExactly(QUEUE);
        assertThat(client.hgetAll("rq:job:tick-20260302T120200Z"))
                .containsEntry("status", "queued")
                .containsEntry("origin", "default")
                .containsEntry("timeout", "180")
                .containsEntry("description", "jobs.tick(1, 'two')")
                .containsEntry("created_at", "2026-03-02T12:02:00.500000Z")
                .containsEntry("enqueued_at", "2026-03-02T12:02:00.500000Z");
        assertThat(status().runs()).isEqualTo(2);
        assertThat(status().next()).contains(time("12:03:00"));
        assertThat(status().lastJob()).contains("tick-20260302T120200Z");
        RunRecord last = at(NOON).history("tick", 1).get(0);
        assertThat(last.lateness()).isEqualTo(Duration.ofMillis(500));
        assertThat(last.jobStatus()).contains("queued");
    }

    @Test
    void aJobOfThatIdIsNotQueuedTwice() {
        put(everyMinute());
        pass("12:01:00");
        client.zadd("rq:scheduling:schedules", (double) time("12:01:00").getEpochSecond(), "tick");
        client.hset("rq:scheduling:schedule:tick", "due", time("12:01:00").getEpochSecond() + "000000");
        client.hset("rq:job:tick-20260302T120100Z", "status", "finished");
        assertThat(pass("12:01:10")).isEmpty();
        assertThat(queued()).hasSize(1);
        assertThat(status().next()).contains(time("12:02:00"));
    }

    @Test
    void aRunThatIsAskedForIsCountedApart() {
        put(everyMinute());
        String job = at(time("12:00:20")).runNow("tick");
        assertThat(queued()).containsExactly(job);
        pass("12:01:00");
        assertThat(queued()).containsExactly(job, "tick-20260302T120100Z");
        assertThat(status().runs()).isEqualTo(1);
        assertThat(status().manualRuns()).isEqualTo(1);
        assertThat(at(NOON).history("tick", 2).get(1).askedBy()).contains("test");
    }

    @Test
    void endsAfterItsRuns() {
        put(everyMinute().maxRuns(2).overlap(Overlap.ALLOW));
        pass("12:01:00");
        assertThat(pass("12:02:00")).hasAtLeastOneElementOfType(Outcome.ScheduleFinished.class);
        assertThat(status().state()).isEqualTo(ScheduleStatus.State.FINISHED);
        assertThat(client.exists("rq:scheduling:schedules")).isFalse();
    }

    @Test
    void whatPythonWritesIsComputedAndRun() {
        client.hset(
                "rq:scheduling:schedule:py",
                "definition",
                "{\"function\": \"jobs.py\", \"cron\": \"*/5 * * * *\", \"zone\": \"Europe/Berlin\"}");
        client.zadd("rq:scheduling:schedules", 0, "py");
        pass("12:00:00");
        assertThat(at(NOON).get("py").orElseThrow().next()).contains(time("12:05:00"));
        pass("12:05:00");
        assertThat(queued()).containsExactly("py-20260302T120500Z");
        assertThat(at(NOON).list().map(ScheduleStatus::name)).containsExactly("py");
    }

    @Test
    void jitterDelaysByLessThanWasAllowed() {
        put(everyMinute().jitter(Duration.ofSeconds(30)));
        Instant next = status().next().orElseThrow();
        assertThat(next).isBetween(time("12:01:00"), time("12:01:30"));
        FrozenPass.run(next.minusNanos(1_000), UTC);
        assertThat(queued()).isEmpty();
        FrozenPass.run(next, UTC);
        assertThat(queued()).containsExactly("tick-20260302T120100Z");
    }
}
