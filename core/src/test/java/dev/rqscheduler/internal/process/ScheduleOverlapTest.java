/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.internal.process.TickSchedule.everyMinute;
import static dev.rqscheduler.internal.process.TickSchedule.outcomes;
import static dev.rqscheduler.internal.process.TickSchedule.pass;
import static dev.rqscheduler.internal.process.TickSchedule.put;
import static dev.rqscheduler.internal.process.TickSchedule.queued;
import static dev.rqscheduler.internal.process.TickSchedule.status;
import static dev.rqscheduler.internal.process.TickSchedule.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.testing.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** A named schedule is due while the job of its last run is queued or started. */
@ExtendWith(TestRedis.class)
class ScheduleOverlapTest {

    private final RedisClient client = TestRedis.client();

    @Test
    void aRunThatIsStillThereIsOverlappedOnlyIfThatIsAllowed() {
        put(everyMinute().overlap(Overlap.ALLOW));
        pass("12:01:00");
        pass("12:02:00");
        assertThat(queued()).hasSize(2);
    }

    @Test
    void elseTheNextIsLeftOut() {
        put(everyMinute());
        pass("12:01:00");
        client.hset("rq:job:tick-20260302T120100Z", "status", "started");
        assertThat(pass("12:02:00")).singleElement().isInstanceOf(Outcome.RunSkipped.class);
        client.hset("rq:job:tick-20260302T120100Z", "status", "failed");
        pass("12:03:00");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T120300Z");
        assertThat(outcomes("tick")).containsExactly("12:03 queued", "12:02 skipped overlap", "12:01 queued");
    }

    @Test
    void orOneWaits() {
        put(everyMinute().overlap(Overlap.WAIT));
        pass("12:01:00");
        pass("12:02:00");
        assertThat(status().state()).isEqualTo(ScheduleStatus.State.WAITING);
        pass("12:02:01");
        pass("12:04:30");
        assertThat(queued()).hasSize(1);
        client.hset("rq:job:tick-20260302T120100Z", "status", "finished");
        pass("12:04:31.5");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T120200Z");
        assertThat(outcomes("tick")).containsExactly("12:03 skipped overlap +1", "12:02 queued", "12:01 queued");
        assertThat(status().next()).contains(time("12:05:00"));
    }
}
