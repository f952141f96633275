/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.store.LeaseLostException;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** The record of the rules, and changes that are interrupted, taken over, or refused. */
class ZoneRulesTakeoverTest extends PhoenixRules {

    @Test
    void equalRules_costOneReadAndChangeNothing() {
        byOld(nine());
        client.executeCommand(new CommandArguments(Protocol.Command.CONFIG).add("RESETSTAT"));
        settle(BEFORE, OLD);
        assertThat(client.info("commandstats")).doesNotContain("cmdstat_eval").contains("cmdstat_hmget:calls=1,");
        assertThat(status("nine").next()).contains(BY_OLD);
        assertThat(heard.lines).isEmpty();
    }

    @Test
    void sameRules_ofAnotherRelease_areRecordedWithoutAScan() {
        byOld(nine());
        settle(BEFORE, new ZoneEdition("2025c", OLD.zones()));
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isEqualTo("2025c");
        assertThat(status("nine").next()).contains(BY_OLD);
        assertThat(heard.lines).containsExactly("2025b of scheduler a on host-a ->2025c 0");
    }

    @Test
    void record_processEndsAndNothingIsForLater_isNotWritten() {
        client.set("rq:scheduler_lock", "token");
        ZoneRulesChange change = change(BEFORE, NEW, List.of());
        change.settle("token", () -> true);
        change.record("token", true);
        assertThat(client.exists("rq:scheduling:zone-rules")).isFalse();
        change.record("token", false);
        assertThat(client.exists("rq:scheduling:zone-rules")).isTrue();
    }

    @Test
    void change_interruptedAnywhere_isFinishedByTheNext() {
        for (int pages = 0; pages < 4; pages++) {
            client.flushAll();
            manyByOld();
            int[] left = {pages};
            assertThat(under(BEFORE, NEW, List.of(), () -> left[0]-- > 0)).isFalse();
            settle(BEFORE, NEW);
            allBy(-7);
        }
    }

    @Test
    void change_interruptedAndTakenOverByTheOldRules_endsWithThose() {
        for (int pages = 0; pages < 4; pages++) {
            client.flushAll();
            manyByOld();
            int[] left = {pages};
            assertThat(under(BEFORE, NEW, List.of(), () -> left[0]-- > 0)).isFalse();
            settle(BEFORE, OLD);
            allBy(-8);
            settle(BEFORE, NEW);
            allBy(-7);
        }
    }

    @Test
    void change_interruptedOnTheWayToUnnamedRules_isFinishedFirst() {
        ZoneEdition unnamed = new ZoneEdition("", NEW.zones());
        for (int pages = 0; pages < 4; pages++) {
            client.flushAll();
            manyByOld();
            int[] left = {pages};
            assertThat(under(BEFORE, unnamed, List.of(), () -> left[0]-- > 0)).isFalse();
            settle(BEFORE, OLD);
            allBy(-8);
        }
    }

    @Test
    void change_toUnreadableRules_endsWithOurs() {
        byOld(nine());
        client.hset("rq:scheduling:zone-rules", "next_version", "2026z");
        client.hset("rq:scheduling:zone-rules", "next_rules", "gibberish");
        settle(BEFORE, OLD);
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isEqualTo("2025b");
        assertThat(client.hexists("rq:scheduling:zone-rules", "next_version")).isFalse();
        assertThat(heard.lines).isEmpty();
    }

    @Test
    void record_ofAnotherType_stopsNothing() {
        byOld(nine());
        client.set("rq:scheduling:zone-rules", "something else");
        settle(BEFORE, NEW);
        assertThat(status("nine").next()).contains(BY_OLD);
        assertThat(heard.lines).singleElement().asString().contains("WRONGTYPE");
    }

    @Test
    void change_underTheLockOfAnother_doesNothing() {
        byOld(nine());
        client.set("rq:scheduler_lock", "another");
        assertThatThrownBy(() -> change(BEFORE, NEW, List.of()).settle("token", () -> true))
                .isInstanceOf(LeaseLostException.class);
        assertThat(status("nine").next()).contains(BY_OLD);
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isEqualTo("2025b");
        assertThat(client.hexists("rq:scheduling:zone-rules", "next_version")).isFalse();
    }

    @Test
    void record_unreadable_countsAsNone() {
        byOld(nine());
        client.hset("rq:scheduling:zone-rules", "rules", "gibberish");
        settle(BEFORE, NEW, OLD);
        assertThat(status("nine").next()).contains(BY_NEW);
        settle(BEFORE, OLD);
        assertThat(status("nine").next()).contains(BY_OLD);
    }

    @Test
    void process_takesTheLead_recordsItsRules() throws InterruptedException {
        Instant soon = Instant.parse("2100-01-01T00:00:00Z");
        HandMade.job("later", seconds(soon));
        try (RunningScheduler scheduler = RunningScheduler.start(
                TestRedis.config(), SchedulerOptions.defaults().withName("a"))) {
            scheduler.awaitEvent("leading");
            HandMade.job("now", 1);
            scheduler.awaitMoved(1);
        }
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isNotEmpty();
        assertThat(client.hget("rq:scheduling:zone-rules", "by")).isEqualTo("scheduler a on here");
        assertThat(client.exists("rq:scheduling:zone-rules:moved")).isFalse();
    }

    private void manyByOld() {
        // More than one page of each kind; at 17:00Z it is nine by the old rules and ten by the new.
        for (int i = 0; i < 150; i++) {
            cron("job-" + i, "0 9,10,11 * * *", PHOENIX, BY_OLD.plusSeconds(3_600L * (i % 3)));
            Schedule.Builder schedule = Schedule.builder("s-" + i, JobSpec.of("jobs.tick"))
                    .cron("0 9,10,11 * * *")
                    .zone(ZoneId.of(PHOENIX));
            put("s-" + i, schedule, BY_OLD.plusSeconds(3_600L * (i % 3)));
        }
        recorded(OLD);
    }

    private void allBy(int offset) {
        Instant nine = Instant.parse("2026-12-01T09:00:00Z").minusSeconds(3_600L * offset);
        for (int i = 0; i < 150; i++) {
            Instant due = nine.plusSeconds(3_600L * (i % 3));
            assertThat(due("job-" + i)).as("job-" + i).isEqualTo(due);
            assertThat(status("s-" + i).next()).as("s-" + i).contains(due);
        }
        assertThat(client.exists("rq:scheduling:zone-rules:moved")).isFalse();
        assertThat(client.hexists("rq:scheduling:zone-rules", "next_version")).isFalse();
    }
}
