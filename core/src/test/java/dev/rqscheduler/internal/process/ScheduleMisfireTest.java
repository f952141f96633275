/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.internal.process.TickSchedule.QUEUE;
import static dev.rqscheduler.internal.process.TickSchedule.everyMinute;
import static dev.rqscheduler.internal.process.TickSchedule.outcomes;
import static dev.rqscheduler.internal.process.TickSchedule.pass;
import static dev.rqscheduler.internal.process.TickSchedule.put;
import static dev.rqscheduler.internal.process.TickSchedule.queued;
import static dev.rqscheduler.internal.process.TickSchedule.status;
import static dev.rqscheduler.internal.process.TickSchedule.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Misfire;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** What becomes of the due times of a named schedule that nobody ran when they came. */
@ExtendWith(TestRedis.class)
class ScheduleMisfireTest {

    private final RedisClient client = TestRedis.client();

    @Test
    void downForThreeHoursRunsOnceByDefault() {
        put(everyMinute());
        pass("15:01:30");
        assertThat(queued()).containsExactly("tick-20260302T120100Z");
        assertThat(outcomes("tick")).containsExactly("12:02 skipped misfire +179", "12:01 queued");
        assertThat(status().next()).contains(time("15:02:00"));
    }

    @Test
    void orLeavesOutWhatIsTooLate() {
        put(everyMinute().misfire(new Misfire.Skip(Duration.ofSeconds(90))).overlap(Overlap.ALLOW));
        pass("15:01:40");
        assertThat(queued()).containsExactly("tick-20260302T150100Z");
        assertThat(outcomes("tick")).containsExactly("15:01 queued", "12:01 skipped misfire +179");
    }

    @Test
    void orRunsTheLastOfThemAll() {
        put(everyMinute().misfire(new Misfire.All(3)).overlap(Overlap.ALLOW));
        pass("15:01:40");
        assertThat(queued()).containsExactly("tick-20260302T145900Z", "tick-20260302T150000Z", "tick-20260302T150100Z");
        assertThat(outcomes("tick"))
                .containsExactly("15:01 queued", "15:00 queued", "14:59 queued", "12:01 skipped misfire +177");
    }

    @Test
    void whatWasRefusedIsMadeUpForAsThePolicySays() {
        put(everyMinute().misfire(new Misfire.All(10)).overlap(Overlap.ALLOW));
        client.set(QUEUE, "no list");
        pass("12:01:00");
        client.del(QUEUE);
        pass("12:03:00");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T120200Z", "tick-20260302T120300Z");
    }
}
