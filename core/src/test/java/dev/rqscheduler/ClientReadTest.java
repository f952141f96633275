/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.field;
import static dev.rqscheduler.testing.HandMade.hash;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RetryResult;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;

/** Lists with all their bounds, moves at a user's wish, and the quarantine. */
@ExtendWith(TestRedis.class)
class ClientReadTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");
    private static final double SECONDS = NOW.getEpochSecond();

    private final RedisClient client = TestRedis.client();
    private final SchedulerClient scheduler = FrozenScheduler.at(NOW, ZoneOffset.UTC);

    @AfterEach
    void close() {
        scheduler.close();
    }

    /** Pages are of 200: each of these cuts lies elsewhere in a page, in jobs that are due at the same moment or are not. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 2000",
        "1, 50, 100",
        "1, 50, 1950",
        "1, 199, 2",
        "1, 200, 200",
        "1, 201, 500",
        "1, 1999, 10",
        "1, 2000, 1",
        "2, 50, 1950",
        "7, 133, 1867",
        "300, 150, 1000",
        "1000, 999, 1001",
        "2000, 1234, 766"
    })
    void offsetAndLengthCutTheListAnywhere(int moments, int offset, int length) {
        Map<String, Double> members = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            members.put(String.format("job-%04d", i), SECONDS + Math.floorDiv(i * moments, 2_000));
        }
        client.zadd(SCHEDULE, members);
        List<String> expected = IntStream.range(offset, Math.min(2_000, offset + length))
                .mapToObj(i -> String.format("job-%04d", i))
                .toList();

        assertThat(ids(scheduler.jobs(Optional.empty(), offset).limit(length))).isEqualTo(expected);
        assertThat(ids(scheduler.jobs(Optional.empty(), offset)).subList(0, expected.size()))
                .isEqualTo(expected);
    }

    @Test
    void untilIncludesItsMoment() {
        job("past", SECONDS - 10);
        job("now", SECONDS);
        job("soon", SECONDS + 0.5);
        job("far", SECONDS + 1000, "meta", "{\"interval\": 60, \"repeat\": 2}");
        client.zadd(SCHEDULE, SECONDS + 2000, "ghost");

        assertThat(scheduler.count()).isEqualTo(5);
        assertThat(scheduler.count(NOW)).isEqualTo(2);
        assertThat(scheduler.dueJobs()).extracting(ScheduledJob::id).containsExactly("past", "now");
        assertThat(ids(scheduler.jobs(NOW.plusMillis(500)))).containsExactly("past", "now", "soon");
        assertThat(ids(scheduler.jobs(Optional.of(NOW.plusMillis(500)), 1).limit(1)))
                .containsExactly("now");
        assertThat(scheduler.contains("ghost")).isTrue();
        assertThat(scheduler.contains("nobody")).isFalse();
        ScheduledJob far = scheduler
                .jobs()
                .filter(job -> job.id().equals("far"))
                .findFirst()
                .orElseThrow();
        assertThat(far.interval()).contains(Duration.ofMinutes(1));
        assertThat(far.runsLeft()).hasValue(2);
        assertThat(far.due()).isEqualTo(NOW.plusSeconds(1000));
    }

    @Test
    void aListShowsBrokenJobsToo() {
        job("broken", SECONDS, "meta", "broken");
        client.set("rq:job:no-hash", "text");
        client.zadd(SCHEDULE, SECONDS, "no-hash");

        assertThat(ids(scheduler.jobs())).containsExactly("broken", "no-hash");
        assertThat(scheduler.job("broken").orElseThrow().meta().orElseThrow()).startsWith("(meta cannot be read");
        assertThat(scheduler.job("no-hash").orElseThrow().call()).contains("its hash has no data");
        assertThat(scheduler.job("nobody")).isEmpty();
    }

    @Test
    void enqueueJobMovesBeforeTheTime() {
        job("once", SECONDS + 1000, "ttl", "60");
        job("periodic", SECONDS + 1000, "meta", "{\"interval\": 60, \"repeat\": 2}");

        assertThat(scheduler.enqueueNow("once")).isTrue();
        assertThat(scheduler.enqueueNow("periodic")).isTrue();

        assertThat(queue("default")).containsExactly("once", "periodic");
        assertThat(due("once")).isEmpty();
        assertThat(due("periodic").orElseThrow()).isGreaterThan(SECONDS);
        assertThat(field("periodic", "meta")).isEqualTo("{\"interval\": 60, \"repeat\": 1}");
        assertThatThrownBy(() -> scheduler.enqueueNow("once")).isInstanceOf(JobNotScheduledException.class);
        assertThatThrownBy(() -> scheduler.enqueueNow("nobody")).isInstanceOf(JobNotScheduledException.class);
    }

    @Test
    void enqueueJobDefersQuarantinesAndSaysWhatStandsInItsWay() {
        hash(client, "parent", "status", "started");
        job("child", SECONDS + 5, "dependency_id", "parent");
        job("broken", SECONDS + 5, "meta", "broken");
        job("stuck", SECONDS + 5, "origin", "wrong");
        client.set("rq:queue:wrong", "text");

        assertThat(scheduler.enqueueNow("child")).isFalse();
        assertThat(scheduler.enqueueNow("broken")).isFalse();
        assertThat(client.zrange("rq:deferred:default", 0, -1)).containsExactly("child");
        assertThat(scheduler.quarantine().count()).isEqualTo(1);
        assertThatThrownBy(() -> scheduler.enqueueNow("stuck"))
                .hasMessageContaining("stuck")
                .hasMessageContaining("rq:queue:wrong is a string, not a list");
        assertThat(due("stuck")).hasValue(SECONDS + 5);
    }

    @Test
    void theQuarantineCanBeListedRetriedAndDropped() {
        for (String id : List.of("a", "b", "c")) {
            job(id, SECONDS + 5, "meta", "broken", "origin", "mail");
            scheduler.enqueueNow(id);
        }
        Quarantine quarantine = scheduler.quarantine();
        assertThat(quarantine.list(0, 10)).hasSize(3).allSatisfy(found -> {
            assertThat(found.reason()).contains("meta");
            assertThat(found.due()).isEqualTo(NOW.plusSeconds(5));
            assertThat(found.since()).isEqualTo(NOW);
            assertThat(found.queue()).contains("mail");
        });
        assertThat(quarantine.list(1, 1)).hasSize(1);
        assertThat(quarantine.list(3, 10)).isEmpty();
        assertThat(scheduler.job("a").orElseThrow().inQuarantine()).isPresent();

        client.hset("rq:job:a", "meta", "{\"interval\": 60}");
        assertThat(quarantine.retry("a")).isEqualTo(RetryResult.RETRIED);
        assertThat(due("a")).hasValue(SECONDS + 5);
        assertThat(quarantine.retry("a")).isEqualTo(RetryResult.GONE);
        assertThat(scheduler.enqueueNow("a")).isTrue();

        client.del("rq:job:b");
        assertThat(quarantine.retry("b")).isEqualTo(RetryResult.MISSING);
        assertThat(quarantine.drop("b", false)).isTrue();
        assertThat(quarantine.drop("b", false)).isFalse();
        assertThat(quarantine.drop("c", true)).isTrue();
        assertThat(client.exists("rq:job:c")).isFalse();
        assertThat(quarantine.count()).isZero();
        assertThat(client.keys("rq:scheduling:*")).isEmpty();
    }

    @Test
    void aNewDefinitionEndsTheComplaintAndADropSparesAScheduledJob() {
        job("a", SECONDS + 5, "meta", "broken");
        scheduler.enqueueNow("a");
        scheduler.enqueueAt(
                NOW.plusSeconds(9), JobSpec.builder("shop.jobs.f").id("a").build());
        assertThat(scheduler.quarantine().find("a")).isEmpty();

        job("b", SECONDS + 5, "meta", "broken");
        scheduler.enqueueNow("b");
        client.zadd("rq:scheduler:scheduled_jobs", SECONDS + 9, "b"); // as Python schedules an id again
        assertThat(scheduler.quarantine().drop("b", true)).isTrue();
        assertThat(client.exists("rq:job:b")).isTrue();
    }

    @Test
    void aRetryLeavesANewDueTimeAlone() {
        job("a", SECONDS + 5, "meta", "broken");
        scheduler.enqueueNow("a");
        job("a", SECONDS + 900, "meta", "");

        assertThat(scheduler.quarantine().retry("a")).isEqualTo(RetryResult.SCHEDULED);
        assertThat(due("a")).hasValue(SECONDS + 900);
    }

    /** Python scheduled it again and its scheduler queued it: a retry would run it a second time. */
    @Test
    void aRetryOfAJobThatHasBeenQueuedSinceIsRefused() {
        job("a", SECONDS + 5, "meta", "broken", "enqueued_at", "2020-01-01T00:00:00.000000Z");
        scheduler.enqueueNow("a");
        client.hset("rq:job:a", "enqueued_at", "2100-01-01T00:00:00.000000Z");

        assertThat(scheduler.quarantine().retry("a")).isEqualTo(RetryResult.QUEUED_SINCE);
        assertThat(due("a")).isEmpty();
        assertThat(scheduler.quarantine().count()).isEqualTo(1);
        client.hset("rq:job:a", "enqueued_at", "2020-01-01T00:00:00.000000Z");
        assertThat(scheduler.quarantine().retry("a")).isEqualTo(RetryResult.RETRIED);
    }

    private static List<String> ids(Stream<ScheduledJob> jobs) {
        return jobs.map(ScheduledJob::id).toList();
    }
}
