/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.run.RunPlanner;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.store.ScheduleControl.Steered;
import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** What happens between reading a paused schedule and resuming it. */
@ExtendWith(TestRedis.class)
class ScheduleSteeringTest {

    private static final String KEY = "rq:scheduling:schedule:n";
    private static final String DEFINITION = "{\"function\": \"f\", \"every\": \"1h\"}";
    private static final Instant DUE = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T14:30:00Z");

    private final RedisClient client = TestRedis.client();
    private final NamedScheduleStore store = new NamedScheduleStore(TestRedis.connection(), ScriptClock.REDIS);
    private final ScheduleControl steering = new ScheduleControl(TestRedis.connection(), ScriptClock.REDIS);

    private StoredSchedule paused() {
        store.put("n", Optional.empty(), DEFINITION, DUE, DUE, "", "test");
        steering.pause("n", "stocktaking", "test");
        return store.read("n").orElseThrow();
    }

    private Steered resume(StoredSchedule read) {
        Schedule schedule = ScheduleJson.parse("n", read.definition());
        RunPlanner.Resumption resumed = RunPlanner.resume(schedule, read.instant(Field.DUE), NOW);
        return steering.resume(read, resumed.next(), resumed.passed(), "", "test");
    }

    @Test
    void whatCameDueMeanwhileIsInTheHistory() {
        assertThat(resume(paused())).isEqualTo(Steered.DONE);
        assertThat(client.lrange("rq:scheduling:history:n", 0, -1))
                .singleElement()
                .asString()
                .contains(
                        "\"due\": \"2026-03-02T12:00:00Z\", \"outcome\": \"skipped\", \"reason\": \"paused\", \"more\": 2}");
        assertThat(client.ttl("rq:scheduling:history:n")).isPositive();
        assertThat(store.read("n").orElseThrow().instant(Field.DUE)).contains(Instant.parse("2026-03-02T15:00:00Z"));
        assertThat(resume(store.read("n").orElseThrow())).isEqualTo(Steered.UNCHANGED);
        assertThat(client.llen("rq:scheduling:history:n")).isEqualTo(1);
    }

    /** Else a due time that the scheduler has noted meanwhile would be noted a second time. */
    @Test
    void resumeIsRefusedIfADueTimeWasDealtWithMeanwhile() {
        StoredSchedule read = paused();
        client.hset(KEY, "due", "1772456400000000");
        assertThat(resume(read)).isEqualTo(Steered.RACED);
        assertThat(store.read("n").orElseThrow().text(Field.PAUSED)).isEqualTo("1");
        assertThat(client.exists("rq:scheduling:history:n")).isFalse();
        assertThat(resume(store.read("n").orElseThrow())).isEqualTo(Steered.DONE);
    }

    /** Else an interval shorter than the way to Redis could never be resumed while a scheduler notes what it leaves out. */
    @Test
    void whereTheSchedulerHasGoneOnToATimeToComeThePauseJustEnds() {
        StoredSchedule read = paused();
        client.hset(KEY, "due", "4102444800000000");
        client.zadd("rq:scheduling:schedules", 4102444800d, "n");
        assertThat(resume(read)).isEqualTo(Steered.DONE);
        StoredSchedule after = store.read("n").orElseThrow();
        assertThat(after.text(Field.PAUSED)).isEmpty();
        assertThat(after.text(Field.DUE)).isEqualTo("4102444800000000");
        assertThat(client.zscore("rq:scheduling:schedules", "n")).isEqualTo(4102444800d);
        assertThat(client.exists("rq:scheduling:history:n")).isFalse();
    }

    @Test
    void aDueTimeThatIsNoTextIsNoObstacle() {
        paused();
        client.hset(KEY.getBytes(US_ASCII), "due".getBytes(US_ASCII), new byte[] {(byte) 0xff});
        assertThat(resume(store.read("n").orElseThrow())).isEqualTo(Steered.DONE);
    }

    /** Due time 0 would be one of its own, of 1970. */
    @Test
    void aBrokenOneIsLookedAtAtOnceAndHasNoDueTime() {
        StoredSchedule read = paused();
        assertThat(steering.resume(read, new RunStep.Next.Broken("no"), Optional.empty(), "", "test"))
                .isEqualTo(Steered.DONE);
        assertThat(store.read("n").orElseThrow().text(Field.DUE)).isEmpty();
        assertThat(store.read("n").orElseThrow().text(Field.STATE)).isEqualTo("active");
        assertThat(client.zscore("rq:scheduling:schedules", "n")).isZero();
    }

    @Test
    void oneThatHasRunOutIsFinished() {
        StoredSchedule read = paused();
        assertThat(steering.resume(read, new RunStep.Next.Finished(), Optional.empty(), "", "test"))
                .isEqualTo(Steered.DONE);
        assertThat(store.read("n").orElseThrow().text(Field.STATE)).isEqualTo("finished");
        assertThat(client.zcard("rq:scheduling:schedules")).isZero();
    }
}
