/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.FrozenScheduler;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.internal.time.Jitter;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.testing.HandMade;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How next times move when a zone gets other rules. */
class ZoneRulesChangeTest extends PhoenixRules {

    @Test
    void schedule_zoneGetsOtherRules_runsOnceAtItsHourByThese() {
        byOld(nine());
        settle(BEFORE, NEW);
        assertThat(status("nine").next()).contains(BY_NEW);
        assertThat(heard.lines)
                .containsExactly(
                        "America/Phoenix 2025b->2026f 1 nine 2026-12-01T17:00:00Z->2026-12-01T16:00:00Z",
                        "2025b of scheduler a on host-a ->2026f 1");
        assertThat(pass("2026-12-01T15:59:59.999Z")).isEmpty();
        assertThat(pass("2026-12-01T16:00:00Z")).hasSize(1);
        assertThat(pass("2026-12-01T17:00:00Z")).isEmpty();
        assertThat(queued()).containsExactly("nine-20261201T160000Z");
        assertThat(status("nine").next()).contains(BY_NEW.plus(Duration.ofDays(1)));
    }

    @Test
    void hour_passedByTheNewRules_runsImmediately() {
        byOld(nine());
        settle(BETWEEN, NEW);
        assertThat(pass("2026-12-01T16:30:00Z")).hasSize(1);
        assertThat(pass("2026-12-01T17:00:00Z")).isEmpty();
        assertThat(queued()).containsExactly("nine-20261201T160000Z");
        List<RunRecord> history = schedules().history("nine", 10);
        assertThat(history).hasSize(1);
        assertThat(history.get(0).due()).isEqualTo(BY_NEW);
    }

    @Test
    void cronJobs_inTheirOwnOrTheSchedulersZone_move() {
        cron("own-zone", "0 9 * * *", PHOENIX, BY_OLD);
        HandMade.job("local", seconds(BY_OLD), "meta", "{\"cron_string\": \"0 9 * * *\"}");
        cron("elsewhere", "0 17 * * *", "UTC", BY_OLD);
        HandMade.job("interval", seconds(BY_OLD), "meta", "{\"interval\": 86400}");
        HandMade.job("once", seconds(BY_OLD));
        cron("by-hand", "0 9 * * *", PHOENIX, BY_OLD.plusSeconds(300));
        cron("broken", "0 9 * *", PHOENIX, BY_OLD);
        recorded(OLD);
        settle(BEFORE, NEW);
        assertThat(due("own-zone")).isEqualTo(BY_NEW);
        assertThat(due("local")).isEqualTo(BY_NEW);
        for (String id : List.of("elsewhere", "interval", "once", "broken")) {
            assertThat(due(id)).as(id).isEqualTo(BY_OLD);
        }
        assertThat(due("by-hand")).isEqualTo(BY_OLD.plusSeconds(300));
        assertThat(heard.lines.get(0)).startsWith("America/Phoenix 2025b->2026f 2 ");
    }

    @Test
    void jitter_ofAMovedDueTime_isThatOfTheNewOne() {
        Duration most = Duration.ofMinutes(10);
        Instant score = BY_OLD.plus(Jitter.of("late", BY_OLD, most));
        HandMade.job(
                "late",
                Double.parseDouble(Scores.text(score)),
                "meta",
                "{\"cron_string\": \"0 9 * * *\", \"scheduling\": {\"jitter\": \"10m\", \"zone\": \"" + PHOENIX
                        + "\"}}");
        byOld(nine().jitter(most));
        settle(BEFORE, NEW);
        assertThat(due("late")).isEqualTo(BY_NEW.plus(Jitter.of("late", BY_NEW, most)));
        assertThat(status("nine").next()).contains(BY_NEW.plus(Jitter.of("nine", BY_NEW, most)));
    }

    @Test
    void pauseSkipAndExclusion_moveWithTheDueTime() {
        byOld(nine().exclude(DateRange.day(LocalDate.parse("2026-12-02"))));
        Schedules schedules = schedules();
        schedules.skipNext("nine");
        schedules.pause("nine", "holidays");
        settle(BEFORE, NEW);
        assertThat(client.hget("rq:scheduling:schedule:nine", "skip")).isEqualTo(Scores.micros(BY_NEW));
        FrozenScheduler.at(BEFORE, UTC).schedules("test").resume("nine");
        assertThat(pass("2026-12-01T16:00:00Z")).hasOnlyElementsOfType(Outcome.RunSkipped.class);
        assertThat(status("nine").next()).contains(Instant.parse("2026-12-03T16:00:00Z"));
        assertThat(queued()).isEmpty();
    }

    @Test
    void runWaitingForThePrevious_keepsWaiting() {
        byOld(nine());
        Instant until = BY_OLD.plusSeconds(100);
        client.hset("rq:scheduling:schedule:nine", "held", Scores.text(until));
        client.zadd("rq:scheduling:schedules", seconds(until), "nine");
        settle(BY_OLD.plusSeconds(99), NEW);
        assertThat(pass("2026-12-01T17:01:40Z")).hasSize(1);
        assertThat(queued()).containsExactly("nine-20261201T160000Z");
    }

    @Test
    void schedule_writtenManually_isLeftToThePass() {
        client.hset(
                "rq:scheduling:schedule:raw",
                "definition",
                "{\"function\": \"jobs.tick\", \"cron\": \"0 9 * * *\", \"zone\": \"America\\/Phoenix\"}");
        client.zadd("rq:scheduling:schedules", 0, "raw");
        recorded(OLD);
        settle(BEFORE, NEW);
        assertThat(client.zscore("rq:scheduling:schedules", "raw")).isZero();
        pass("2026-12-01T12:00:00Z");
        assertThat(status("raw").next()).contains(BY_NEW);
    }

    @Test
    void dueJob_withoutRecordedRules_isLeftToRunAsItIs() {
        cron("cron", "0 9 * * *", PHOENIX, BY_OLD);
        settle(BY_OLD.plusSeconds(1), NEW, OLD);
        assertThat(client.zscore("rq:scheduler:scheduled_jobs", "cron")).isEqualTo(seconds(BY_OLD));
        assertThat(heard.lines).isEmpty();
    }

    @Test
    void noRecordedRules_otherEditionsOfThisHost_explainATime() {
        byOld(nine());
        cron("job", "0 9 * * *", PHOENIX, BY_OLD);
        cron("both", "0 9,10 * * *", PHOENIX, BY_OLD);
        client.del("rq:scheduling:zone-rules");
        settle(BEFORE, NEW, edition("2026a", -6), OLD);
        assertThat(status("nine").next()).contains(BY_NEW);
        assertThat(due("job")).isEqualTo(BY_NEW);
        // Ten o'clock by the rules of now: nothing says that it is not meant.
        assertThat(due("both")).isEqualTo(BY_OLD);
        assertThat(heard.lines).hasSize(1);
        assertThat(heard.lines.get(0)).startsWith("America/Phoenix 2025b->2026f 2 ");
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isEqualTo("2026f");
    }

    @Test
    void absurdTimes_stopNothingElse() {
        byOld(nine());
        cron("sound", "0 9 * * *", PHOENIX, BY_OLD);
        for (double score : List.of(Double.NEGATIVE_INFINITY, -1e300, 1e300, Double.POSITIVE_INFINITY)) {
            cron("odd" + score, "0 9 * * *", PHOENIX, BY_OLD);
            client.zadd("rq:scheduler:scheduled_jobs", score, "odd" + score);
        }
        for (Instant due : List.of(Instant.MIN, Instant.MAX)) {
            put("odd-" + due.getEpochSecond(), nine(), BY_OLD);
            client.hset("rq:scheduling:schedule:odd-" + due.getEpochSecond(), "due", Scores.micros(due));
        }
        settle(BEFORE, NEW);
        assertThat(due("sound")).isEqualTo(BY_NEW);
        assertThat(status("nine").next()).contains(BY_NEW);
    }
}
