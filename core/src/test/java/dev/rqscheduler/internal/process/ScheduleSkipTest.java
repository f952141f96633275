/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.internal.process.TickSchedule.NOON;
import static dev.rqscheduler.internal.process.TickSchedule.at;
import static dev.rqscheduler.internal.process.TickSchedule.everyMinute;
import static dev.rqscheduler.internal.process.TickSchedule.outcomes;
import static dev.rqscheduler.internal.process.TickSchedule.pass;
import static dev.rqscheduler.internal.process.TickSchedule.put;
import static dev.rqscheduler.internal.process.TickSchedule.queued;
import static dev.rqscheduler.internal.process.TickSchedule.status;
import static dev.rqscheduler.internal.process.TickSchedule.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** Due times of a named schedule that somebody wants left out: paused, asked to be skipped, excluded. */
@ExtendWith(TestRedis.class)
class ScheduleSkipTest {

    private final RedisClient client = TestRedis.client();

    @Test
    void aPausedOneSaysWhatItLeavesOut() {
        put(everyMinute());
        at(NOON).pause("tick", "stocktaking");
        assertThat(pass("12:01:00")).singleElement().isInstanceOf(Outcome.RunSkipped.class);
        assertThat(status().state()).isEqualTo(ScheduleStatus.State.PAUSED);
        assertThat(status().pause().orElseThrow().reason()).contains("stocktaking");
        at(time("12:10:30")).resume("tick");
        assertThat(pass("12:10:31")).isEmpty();
        pass("12:11:00");
        assertThat(queued()).containsExactly("tick-20260302T121100Z");
        assertThat(outcomes("tick")).containsExactly("12:11 queued", "12:02 skipped paused +8", "12:01 skipped paused");
    }

    @Test
    void whatIsToBeSkippedIsSkippedOnce() {
        put(everyMinute());
        assertThat(at(NOON).skipNext("tick")).contains(time("12:01:00"));
        assertThat(at(NOON).skipNext("tick")).contains(time("12:01:00"));
        pass("12:01:00");
        pass("12:02:00");
        assertThat(queued()).containsExactly("tick-20260302T120200Z");
        assertThat(outcomes("tick")).containsExactly("12:02 queued", "12:01 skipped asked");
    }

    @Test
    void excludedDatesAreLeftOut() {
        put(everyMinute().exclude(DateRange.day(LocalDate.parse("2026-03-03"))).overlap(Overlap.ALLOW));
        pass("23:58:00");
        pass("23:59:00");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T235900Z");
        assertThat(status().next()).contains(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(outcomes("tick")).startsWith("00:00 skipped excluded +1000", "23:59 queued");
    }

    @Test
    void neitherIsOneThatSomebodyExcludesJustBeforeItIsDue() {
        put(everyMinute());
        String key = "rq:scheduling:schedule:tick";
        String definition = client.hget(key, "definition");
        client.hset(key, "definition", definition.replace("}", ", \"exclude\": [\"2026-03-02\"]}"));
        pass("12:01:00");
        assertThat(queued()).isEmpty();
        assertThat(outcomes("tick")).containsExactly("12:01 skipped excluded +718");
        assertThat(status().next()).contains(Instant.parse("2026-03-03T00:00:00Z"));
    }
}
