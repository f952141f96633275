/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.FieldChange;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.SchedulerException;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** Putting, changing, looking at and removing named schedules. */
@ExtendWith(TestRedis.class)
class SchedulesTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final RedisClient client = TestRedis.client();
    private final Schedules schedules = at(NOON);

    private static Schedules at(Instant now) {
        return FrozenScheduler.at(now, ZoneId.of("UTC")).schedules("somebody@here");
    }

    private static Schedule.Builder hourly(String name) {
        return Schedule.builder(name, JobSpec.of("jobs.hourly")).every(Duration.ofHours(1));
    }

    /** Another client writes due times in a form of its own, so what is compared never is what was read. */
    @Test
    void skipNext_changedAtEachAttempt_throwsConflict() {
        schedules.put(hourly("a").build());
        String due = client.hget("rq:scheduling:schedule:a", "due");
        client.hset("rq:scheduling:schedule:a", "due", "0" + due);
        assertThatThrownBy(() -> schedules.skipNext("a"))
                .isInstanceOf(ConflictException.class)
                .isInstanceOf(SchedulerException.class)
                .hasMessage("schedule a was changed by another client during each of 20 attempts");
        client.hset("rq:scheduling:schedule:a", "due", due);
        assertThat(schedules.skipNext("a")).contains(NOON.plusSeconds(3600));
    }

    @Test
    void puttingTheSameAgainChangesNothing() {
        ScheduleChange added = schedules.put(hourly("a").build());
        assertThat(added.kind()).isEqualTo(ScheduleChange.Kind.ADDED);
        assertThat(added.next()).contains(NOON.plusSeconds(3600));
        Map<String, Object> before = RedisState.dump(client);
        ScheduleChange again = at(NOON.plusSeconds(5_000)).put(hourly("a").build());
        assertThat(again.kind()).isEqualTo(ScheduleChange.Kind.UNCHANGED);
        assertThat(again.next()).contains(NOON.plusSeconds(3600));
        assertThat(RedisState.dump(client)).isEqualTo(before);
    }

    @Test
    void aChangeSaysWhatItChanges() {
        schedules.put(hourly("a").build());
        ScheduleChange change = at(NOON.plusSeconds(60))
                .put(Schedule.builder(
                                "a",
                                JobSpec.builder("jobs.hourly").queue("slow").build())
                        .every(Duration.ofMinutes(30))
                        .build());
        assertThat(change.kind()).isEqualTo(ScheduleChange.Kind.CHANGED);
        assertThat(change.fields())
                .containsExactlyInAnyOrder(
                        new FieldChange("queue", Optional.empty(), Optional.of("\"slow\"")),
                        new FieldChange("every", Optional.of("\"1h\""), Optional.of("\"30m\"")));
        assertThat(change.next()).contains(NOON.plusSeconds(1800));
        ScheduleStatus status = schedules.get("a").orElseThrow();
        assertThat(status.updatedBy()).contains("somebody@here");
        assertThat(status.updatedAt()).contains(NOON.plusSeconds(60));
        assertThat(status.next()).contains(NOON.plusSeconds(1800));
    }

    @Test
    void aDueTimeThatIsOwedSurvivesAChange() {
        schedules.put(hourly("a").build());
        at(NOON.plusSeconds(3_700)).put(hourly("a").group("g").build());
        assertThat(schedules.get("a").orElseThrow().next()).contains(NOON.plusSeconds(3_600));
    }

    @Test
    void oneThatWouldNeverRunIsRefused() {
        Schedule over = Schedule.builder("a", JobSpec.of("f")).at(NOON).build();
        assertThatThrownBy(() -> schedules.put(over))
                .isInstanceOf(BadScheduleException.class)
                .hasMessageContaining("never run");
        Schedule never =
                Schedule.builder("b", JobSpec.of("f")).cron("0 0 30 2 *").build();
        assertThatThrownBy(() -> schedules.apply(List.of(hourly("c").build(), never), Optional.empty()))
                .isInstanceOf(BadScheduleException.class);
        assertThat(client.keys("*")).isEmpty();
    }

    @Test
    void listsInTheOrderOfNamesPageByPage() {
        List<String> names =
                IntStream.range(0, 450).mapToObj(i -> "s-%03d".formatted(i)).toList();
        names.forEach(name -> schedules.put(hourly(name).build()));
        assertThat(schedules.list().map(ScheduleStatus::name)).containsExactlyElementsOf(names);
        assertThat(schedules.count()).isEqualTo(450);
    }

    @Test
    void pruningKeepsToItsGroup() {
        schedules.put(hourly("ours-old").group("ours").build());
        schedules.put(hourly("theirs").group("theirs").build());
        List<Schedule> file = List.of(hourly("ours-new").group("ours").build());
        List<ScheduleChange> plan = schedules.plan(file, Optional.of("ours"));
        assertThat(plan)
                .extracting(change -> change.name() + " " + change.kind())
                .containsExactly("ours-new ADDED", "ours-old REMOVED");
        assertThat(client.zcard("rq:scheduling:schedule-names")).isEqualTo(2);
        assertThat(schedules.apply(file, Optional.of("ours"))).isEqualTo(plan);
        assertThat(schedules.list().map(ScheduleStatus::name)).containsExactly("ours-new", "theirs");
    }

    @Test
    void deletingLeavesNothing() {
        schedules.put(hourly("a").build());
        schedules.runNow("a");
        assertThat(schedules.delete("a")).isTrue();
        assertThat(schedules.delete("a")).isFalse();
        assertThat(client.keys("rq:scheduling:*")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(schedules.get("no")).isEmpty();
        for (Runnable call : List.<Runnable>of(
                () -> schedules.pause("no", ""),
                () -> schedules.resume("no"),
                () -> schedules.runNow("no"),
                () -> schedules.skipNext("no"),
                () -> schedules.history("no", 1),
                () -> schedules.next("no", 1))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(ScheduleNotFoundException.class)
                    .hasMessageContaining("\"no\"");
        }
    }

    @Test
    void manyWhoPutTheSameAtOnceGetOne() throws Exception {
        List<Schedule> file =
                IntStream.range(0, 50).mapToObj(i -> hourly("s" + i).build()).toList();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<List<ScheduleChange>>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(() -> at(NOON).apply(file, Optional.empty()));
            }
            long added = 0;
            for (Future<List<ScheduleChange>> done : threads.invokeAll(calls)) {
                added += done.get().stream()
                        .filter(change -> change.kind() == ScheduleChange.Kind.ADDED)
                        .count();
            }
            assertThat(added).isEqualTo(50);
        } finally {
            threads.shutdown();
        }
        assertThat(schedules.count()).isEqualTo(50);
        assertThat(client.zcount(
                        "rq:scheduling:schedules", NOON.getEpochSecond() + 3600d, NOON.getEpochSecond() + 3600d))
                .isEqualTo(50);
    }
}
