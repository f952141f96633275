/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.field;
import static dev.rqscheduler.testing.HandMade.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.Retry;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.internal.wire.Meta;
import dev.rqscheduler.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** What the client writes, what it refuses to write, and that nothing of a refused call is written. */
@ExtendWith(TestRedis.class)
class ClientWriteTest {

    private static final Instant DUE = Instant.parse("2040-01-01T00:00:00Z");

    private final RedisClient client = TestRedis.client();
    private final SchedulerClient scheduler = SchedulerClient.connect(TestRedis.uri());

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void everyOptionLandsInItsField() {
        scheduler.enqueueAt(
                DUE,
                JobSpec.builder("shop.mail")
                        .args(1, "two")
                        .kwarg("three", null)
                        .id("job_1-A")
                        .queue("mail")
                        .description("a mail")
                        .timeout(Duration.ofMinutes(2))
                        .ttl(Duration.ofSeconds(3))
                        .resultTtl(Duration.ofSeconds(-7))
                        .failureTtl(Duration.ZERO)
                        .meta(Map.of("note", 5))
                        .dependsOn("a", "b")
                        .allowDependencyFailures(true)
                        .atFront(true)
                        .onSuccess(Callback.of("shop.ok"))
                        .onFailure(new Callback("shop.bad", Duration.ofSeconds(9)))
                        .onStopped(Callback.of("shop.stop"))
                        .retry(Retry.of(3, Duration.ofSeconds(1), Duration.ofSeconds(60)))
                        .build());

        Map<String, String> hash = client.hgetAll("rq:job:job_1-A");
        assertThat(hash)
                .containsAllEntriesOf(Map.of(
                        "origin", "mail",
                        "description", "a mail",
                        "status", "scheduled",
                        "timeout", "120",
                        "ttl", "3",
                        "result_ttl", "-1",
                        "failure_ttl", "0",
                        "dependency_id", "a",
                        "dependency_ids", "[\"a\", \"b\"]",
                        "allow_dependency_failures", "1"))
                .containsAllEntriesOf(Map.of(
                        "enqueue_at_front", "1",
                        "success_callback_name", "shop.ok",
                        "success_callback_timeout", "60",
                        "failure_callback_name", "shop.bad",
                        "failure_callback_timeout", "9",
                        "stopped_callback_name", "shop.stop",
                        "stopped_callback_timeout", "60",
                        "retries_left", "3",
                        "retry_intervals", "[1, 60]"))
                .containsAllEntriesOf(Map.of("started_at", "", "ended_at", "", "worker_name", "", "group_id", ""));
        assertThat(due("job_1-A")).hasValue((double) DUE.getEpochSecond());
        assertThat(scheduler.job("job_1-A").orElseThrow().call()).isEqualTo("shop.mail(1, 'two', three=None)");
    }

    @Test
    void whatWasNotGivenIsNotWritten() {
        String id = scheduler.enqueueAt(DUE, JobSpec.of("m.f")).id();

        assertThat(client.hkeys("rq:job:" + id))
                .containsExactlyInAnyOrder(
                        "created_at",
                        "data",
                        "origin",
                        "description",
                        "status",
                        "started_at",
                        "ended_at",
                        "last_heartbeat",
                        "worker_name",
                        "group_id",
                        "success_callback_name",
                        "failure_callback_name",
                        "stopped_callback_name");
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void theRhythmStandsBehindTheUsersOwnMeta() {
        scheduler.schedule(
                DUE,
                Duration.ofMinutes(1),
                3,
                JobSpec.builder("m.f").id("every").meta(Map.of("u", 1)).build());
        scheduler.cron(
                "*/5 * * * *",
                JobSpec.builder("m.f").id("cron").serializer(Serializer.JSON).build());

        byte[] every = client.hget(bytes("rq:job:every"), bytes("meta"));
        assertThat(((PyValue.Dict) Meta.parse(every).value()).toString())
                .isEqualTo("{'u': 1, 'interval': 60, 'repeat': 3}");
        assertThat(field("every", "result_ttl")).isEqualTo("-1");
        assertThat(field("cron", "meta"))
                .isEqualTo("{\"cron_string\": \"*/5 * * * *\", \"use_local_timezone\": false}");
        assertThat(due("cron").orElseThrow() % 300).isZero();
        assertThat(Instant.ofEpochSecond((long) (double) due("cron").orElseThrow()))
                .isAfter(scheduler.ping());
    }

    /** One bad job in the middle of many: it is named, and not one of the others is written. */
    @Test
    void aBulkWithOneBadArgumentWritesNothing() {
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            requests.add(JobRequest.at(DUE, JobSpec.of("m.f", i == 300 ? new Thread() : i)));
        }

        assertThatThrownBy(() -> scheduler.scheduleAll(requests))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("args[0]")
                .hasMessageContaining("Thread");
        assertThat(client.keys("*")).isEmpty();
    }

    @Test
    void anythingThatCannotBeWrittenIsRefusedByName() {
        refused(JobSpec.builder("m.f").kwarg("when", new Object()).build(), "kwargs[\"when\"]");
        refused(JobSpec.builder("m.f").meta(Map.of("m", new Object())).build(), "meta[\"m\"]");
        refused(JobSpec.of("m.f", List.of(1, Map.of("k", new Object[] {new Object()}))), "args[0]");
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        refused(JobSpec.of("m.f", endless), "");
        assertThatThrownBy(() -> scheduler.cron("0 0 30 2 *", JobSpec.of("m.f")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no match");
        assertThatThrownBy(() -> scheduler.cron("61 * * * *", JobSpec.of("m.f")))
                .isInstanceOf(CronSyntaxException.class);
        assertThatThrownBy(() -> scheduler.enqueueAt(Instant.EPOCH.minusSeconds(1), JobSpec.of("m.f")))
                .hasMessageContaining("1970");
        assertThatThrownBy(() -> scheduler.enqueueIn(Duration.ofSeconds(-1), JobSpec.of("m.f")))
                .hasMessageContaining("delay");
        assertThatThrownBy(() -> scheduler.schedule(DUE, Duration.ofMillis(1500), JobSpec.of("m.f")))
                .hasMessageContaining("interval");
        assertThatThrownBy(() -> scheduler.schedule(DUE, Duration.ofSeconds(1), 0, JobSpec.of("m.f")))
                .hasMessageContaining("repeat");
        assertThat(client.keys("*")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a.b", "é", "a/b", "a\n"})
    void anIdOutsideOfRqsAlphabetIsRefused(String id) {
        assertThatThrownBy(() -> JobSpec.builder("m.f").id(id)).hasMessageContaining("job id");
        assertThatThrownBy(() -> JobSpec.builder("m.f").dependsOn("a", id)).hasMessageContaining("job id");
    }

    @Test
    void theSameIdGetsANewDefinition() {
        scheduler.schedule(
                DUE,
                Duration.ofMinutes(1),
                JobSpec.builder("m.old")
                        .id("same")
                        .ttl(Duration.ofSeconds(5))
                        .atFront(true)
                        .retry(Retry.of(1))
                        .build());
        client.hset(
                "rq:job:same", Map.of("repeats_left", "3", "repeat_intervals", "[1]", "exc_info", "an old failure"));
        client.expire("rq:job:same", 100);

        scheduler.enqueueAt(
                DUE.plusSeconds(9), JobSpec.builder("m.new").id("same").build());

        assertThat(client.hgetAll("rq:job:same"))
                .containsEntry("description", "m.new()")
                .containsEntry("exc_info", "an old failure")
                .doesNotContainKeys(
                        "meta",
                        "ttl",
                        "enqueue_at_front",
                        "retries_left",
                        "result_ttl",
                        "repeats_left",
                        "repeat_intervals");
        assertThat(client.ttl("rq:job:same")).isEqualTo(-1);
        assertThat(due("same")).hasValue(DUE.getEpochSecond() + 9.0);
        assertThat(client.zcard(SCHEDULE)).isEqualTo(1);
    }

    @Test
    void aKeyOfAnotherTypeIsNotScheduled() {
        client.set("rq:job:taken", "text");

        assertThatThrownBy(() -> scheduler.enqueueAt(
                        DUE, JobSpec.builder("m.f").id("taken").build()))
                .isInstanceOf(RedisException.class);
        assertThat(client.exists(SCHEDULE)).isFalse();
    }

    @Test
    void manyJobsTakeFewRoundTrips() {
        scheduler.enqueueAt(DUE, JobSpec.of("m.f"));
        client.executeCommand(new CommandArguments(Command.CONFIG).add("RESETSTAT"));
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            requests.add(JobRequest.in(Duration.ofDays(1), JobSpec.of("m.f", i)));
        }

        List<ScheduledJob> jobs = scheduler.scheduleAll(requests);

        assertThat(jobs).hasSize(5_000).extracting(ScheduledJob::id).doesNotHaveDuplicates();
        assertThat(scheduler.count()).isEqualTo(5_001);
        assertThat(client.info("commandstats"))
                .contains("cmdstat_evalsha:calls=1,")
                .contains("cmdstat_eval:calls=49,");
    }

    @Test
    void eightThreadsShareOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String prefix = "t" + t + "-";
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        JobSpec job = JobSpec.builder("m.f")
                                .args(prefix, i)
                                .id(prefix + i)
                                .build();
                        scheduler.schedule(DUE, Duration.ofHours(1), job);
                        scheduler.reschedule(prefix + i, DUE.plusSeconds(i));
                        if (i % 2 == 0) {
                            scheduler.cancel(prefix + i, true);
                        }
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(scheduler.count()).isEqualTo(400);
        assertThat(client.keys("rq:job:*")).hasSize(400);
        assertThat(scheduler.job("t3-51").orElseThrow().call()).isEqualTo("m.f('t3-', 51)");
    }

    @Test
    void cancelLeavesTheHashUnlessAskedAndNeverThatOfAQueuedJob() {
        hash(client, "kept");
        for (String id : List.of("kept", "gone", "queued", "wrong")) {
            scheduler.schedule(
                    DUE, Duration.ofHours(1), JobSpec.builder("m.f").id(id).build());
        }
        client.hset("rq:job:queued", "status", "queued");
        client.set("rq:job:wrong", "text");

        assertThat(scheduler.cancel("kept")).isTrue();
        assertThat(scheduler.cancel("kept", true)).isFalse();
        assertThat(scheduler.cancel("gone", true)).isTrue();
        assertThat(scheduler.cancel("queued", true)).isTrue();
        assertThat(scheduler.cancel("wrong", true)).isTrue();
        assertThat(client.keys("rq:job:*")).containsExactlyInAnyOrder("rq:job:kept", "rq:job:queued");
        assertThat(client.exists(SCHEDULE)).isFalse();
    }

    @Test
    void changeExecutionTimeBringsNothingBack() {
        String id = scheduler.enqueueAt(DUE, JobSpec.of("m.f")).id();
        scheduler.reschedule(id, DUE.plusMillis(1500));
        assertThat(due(id)).hasValue(DUE.getEpochSecond() + 1.5);

        scheduler.enqueueNow(id);
        assertThatThrownBy(() -> scheduler.reschedule(id, DUE))
                .isInstanceOf(JobNotScheduledException.class)
                .hasMessageContaining(id);
        assertThat(scheduler.contains(id)).isFalse();
    }

    @Test
    void aCallAfterCloseFails() {
        SchedulerClient closed = SchedulerClient.connect(TestRedis.uri());
        closed.count();
        closed.close();
        closed.close();
        assertThatThrownBy(closed::count).isInstanceOf(RedisException.class);
    }

    private void refused(JobSpec job, String name) {
        assertThatThrownBy(() -> scheduler.enqueueAt(DUE, job))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
