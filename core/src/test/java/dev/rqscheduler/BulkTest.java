/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.Retry;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** Many jobs in one go: what they share is sent once, but each must be as if it had been scheduled alone. */
@ExtendWith(TestRedis.class)
class BulkTest {

    private static final Instant DUE = Instant.parse("2040-01-01T00:00:00Z");

    private final RedisClient client = TestRedis.client();
    private final SchedulerClient scheduler = SchedulerClient.connect(TestRedis.uri());

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void jobsOfAllKindsMixedAreWhatTheyWouldBeAlone() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<JobRequest> requests = IntStream.range(0, 700)
                .mapToObj(i -> request("job-" + i, random))
                .toList();

        List<ScheduledJob> together = scheduler.scheduleAll(requests);
        Map<String, Map<String, String>> hashes = hashes();
        Map<String, Double> places = places();
        client.flushAll();
        List<ScheduledJob> alone = requests.stream().map(scheduler::schedule).toList();

        assertThat(hashes()).as("seed %d", seed).isEqualTo(hashes);
        assertThat(places()).as("seed %d", seed).isEqualTo(places);
        assertThat(alone).as("seed %d", seed).isEqualTo(together);
        assertThat(hashes).hasSize(700);
        for (ScheduledJob job : together) {
            assertThat(seconds(job.due()))
                    .as("seed %d, %s", seed, job)
                    .isCloseTo(places.get(job.id()), Offset.offset(1e-6));
        }
    }

    /** A delay counts from the moment of the call by Redis's clock. */
    @Test
    void delaysAreToldAsTheyAreStored() {
        Instant before = scheduler.ping();
        List<ScheduledJob> jobs = scheduler.scheduleAll(IntStream.range(0, 250)
                .mapToObj(i -> JobRequest.in(Duration.ofMillis(1_500L * i), JobSpec.of("m.f", i)))
                .toList());
        Instant after = scheduler.ping();

        for (int i = 0; i < jobs.size(); i++) {
            ScheduledJob job = jobs.get(i);
            assertThat(job.due().minusMillis(1_500L * i)).isBetween(before, after);
            assertThat(client.zscore(SCHEDULE, job.id())).isCloseTo(seconds(job.due()), Offset.offset(1e-6));
        }
    }

    @Test
    void theLastOfSeveralDefinitionsOfOneIdCounts() {
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < 350; i++) {
            requests.add(JobRequest.at(DUE, JobSpec.of("m.other", i)));
        }
        JobSpec periodic =
                JobSpec.builder("m.old").id("near").ttl(Duration.ofSeconds(5)).build();
        requests.set(120, JobRequest.every(DUE, Duration.ofHours(1), periodic));
        requests.set(
                130,
                JobRequest.at(
                        DUE.plusSeconds(1), JobSpec.builder("m.new").id("near").build()));
        requests.set(
                10,
                JobRequest.cron("0 0 * * *", JobSpec.builder("m.old").id("far").build()));
        requests.set(
                340,
                JobRequest.at(
                        DUE.plusSeconds(2), JobSpec.builder("m.new").id("far").build()));

        scheduler.scheduleAll(requests);

        for (String id : List.of("near", "far")) {
            assertThat(client.hgetAll("rq:job:" + id))
                    .containsEntry("description", "m.new()")
                    .doesNotContainKeys("meta", "ttl", "result_ttl");
        }
        assertThat(due("near")).hasValue(DUE.getEpochSecond() + 1.0);
        assertThat(due("far")).hasValue(DUE.getEpochSecond() + 2.0);
        assertThat(scheduler.count()).isEqualTo(348);
    }

    /** What a worker's late save_meta() leaves of a deleted job would make the new one periodic. */
    @Test
    void aRemnantWithNoneOfTheNewFieldsIsFoundAmongMany() {
        client.hset("rq:job:j150", "meta", "{\"interval\": 60}");
        client.expire("rq:job:j150", 100);
        client.zadd("rq:scheduling:quarantine", 1, "j150");
        client.hset("rq:scheduling:quarantine:reasons", "j150", "broken");

        scheduler.scheduleAll(jobs(200));

        assertThat(client.hexists("rq:job:j150", "meta")).isFalse();
        assertThat(client.ttl("rq:job:j150")).isEqualTo(-1);
        assertThat(client.exists("rq:scheduling:quarantine", "rq:scheduling:quarantine:reasons"))
                .isZero();
    }

    @Test
    void aRefusalInTheMiddleLeavesNoJobTorn() {
        client.set("rq:job:j250", "text");

        assertThatThrownBy(() -> scheduler.scheduleAll(jobs(2_000)))
                .isInstanceOfSatisfying(
                        RedisException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.WRONGTYPE))
                .hasMessageContaining("rq:job:j250");

        client.del("rq:job:j250");
        assertThat(hashes().keySet()).isEqualTo(places().keySet());
        assertThat(places().keySet())
                .containsAll(IntStream.range(0, 250).mapToObj(i -> "j" + i).toList())
                .doesNotContain("j250", "j299")
                // Calls under way when the refusal came; no further ones were made.
                .doesNotContain("j1000", "j1999");
        assertThat(scheduler.scheduleAll(jobs(2_000))).hasSize(2_000);
        assertThat(scheduler.count()).isEqualTo(2_000);
    }

    @Test
    void whereThereCanBeNoScheduleNothingButTheFirstIsTried() {
        client.set(SCHEDULE, "text");

        assertThatThrownBy(() -> scheduler.scheduleAll(jobs(500))).isInstanceOf(RedisException.class);

        assertThat(client.keys("rq:job:*")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aFullRedisTakesNothing() {
        client.set("something", "that takes memory");
        client.configSet("maxmemory", "1");
        try {
            assertThatThrownBy(() -> scheduler.scheduleAll(jobs(500)))
                    .isInstanceOfSatisfying(
                            RedisException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.OOM));
        } finally {
            client.configSet("maxmemory", "0");
        }
        assertThat(client.keys("*")).containsExactly("something");
    }

    @Test
    void whatTheyShareIsSentOnce() {
        scheduler.scheduleAll(jobs(100));
        long one = bytesReceived(() -> scheduler.scheduleAll(jobs(100)));
        assertThat(one).isLessThan(100 * 120);
        assertThat(field("j7", "origin")).isEqualTo("default");
    }

    /** Long arguments: the calls are cut by size, and none is lost at a cut. */
    @Test
    void longArgumentsMakeSmallerCalls() {
        Random random = new Random(7);
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            byte[] noise = new byte[20_000];
            random.nextBytes(noise);
            requests.add(JobRequest.at(
                    DUE,
                    JobSpec.builder("m.f")
                            .args(noise)
                            .id("j" + i)
                            .description("noise")
                            .build()));
        }
        client.executeCommand(new CommandArguments(Command.CONFIG).add("RESETSTAT"));

        assertThat(scheduler.scheduleAll(requests)).hasSize(120);

        assertThat(scheduler.count()).isEqualTo(120);
        assertThat(client.info("commandstats"))
                .contains("cmdstat_evalsha:calls=1,")
                // Four with the script's text, and one more where Redis did not know it.
                .containsPattern("cmdstat_eval:calls=[45],");
        assertThat(scheduler.job("j119").orElseThrow().call()).startsWith("m.f(b");
    }

    @Test
    void aHundredThousandInTheOrderGiven() {
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            requests.add(JobRequest.at(
                    DUE.plusSeconds(i),
                    JobSpec.builder("m.f").queue("q" + i % 100).args(i).build()));
        }

        List<ScheduledJob> jobs = scheduler.scheduleAll(requests);

        assertThat(jobs).hasSize(100_000).extracting(ScheduledJob::id).doesNotHaveDuplicates();
        assertThat(client.zrange(SCHEDULE, 0, -1))
                .isEqualTo(jobs.stream().map(ScheduledJob::id).toList());
        for (int i = 99; i < 100_000; i += 9_990) {
            assertThat(field(jobs.get(i).id(), "description")).isEqualTo("m.f(" + i + ")");
            assertThat(field(jobs.get(i).id(), "origin")).isEqualTo("q" + i % 100);
        }
    }

    private static double seconds(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos() / 1e9;
    }

    private static List<JobRequest> jobs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        JobRequest.at(DUE, JobSpec.builder("m.f").id("j" + i).build()))
                .toList();
    }

    private static JobRequest request(String id, Random random) {
        JobSpec.Builder job = JobSpec.builder("m.f").id(id).queue("q" + random.nextInt(9));
        job.args(id, random.nextInt(3), "x".repeat(random.nextInt(200)));
        if (random.nextInt(3) == 0) {
            job.meta(Map.of("note", random.nextInt(5)));
        }
        if (random.nextInt(3) == 0) {
            job.timeout(Duration.ofSeconds(1 + random.nextInt(3))).description("described " + id);
        }
        if (random.nextInt(4) == 0) {
            job.retry(Retry.of(2, Duration.ofSeconds(random.nextInt(3) + 1))).atFront(true);
        }
        if (random.nextInt(4) == 0) {
            job.dependsOn("before").onFailure(Callback.of("m.bad"));
        }
        Instant due = DUE.plusNanos(random.nextInt(1_000_000_000)).plusSeconds(random.nextInt(3));
        return switch (random.nextInt(3)) {
            case 0 -> JobRequest.at(due, job.build());
            case 1 -> JobRequest.every(due, Duration.ofMinutes(1), 3, job.build());
            default -> JobRequest.cron("0 0 1 1 *", job.build());
        };
    }

    /** By id; without what the clock says; values in hexadecimal. */
    private Map<String, Map<String, String>> hashes() {
        Map<String, Map<String, String>> hashes = new HashMap<>();
        for (String key : client.keys("rq:job:*")) {
            Map<String, String> fields = new TreeMap<>();
            client.hgetAll(key.getBytes(StandardCharsets.UTF_8))
                    .forEach((name, value) -> fields.put(
                            new String(name, StandardCharsets.UTF_8),
                            HexFormat.of().formatHex(value)));
            assertThat(fields.remove("created_at")).as(key).isNotNull();
            hashes.put(key.substring("rq:job:".length()), fields);
        }
        return hashes;
    }

    private Map<String, Double> places() {
        Map<String, Double> places = new HashMap<>();
        client.zrangeWithScores(SCHEDULE, 0, -1).forEach(place -> places.put(place.getElement(), place.getScore()));
        return places;
    }

    private long bytesReceived(Runnable work) {
        long before = bytesReceived();
        work.run();
        return bytesReceived() - before;
    }

    private long bytesReceived() {
        return client.info("stats")
                .lines()
                .filter(line -> line.startsWith("total_net_input_bytes:"))
                .mapToLong(line -> Long.parseLong(line.split(":", 2)[1].strip()))
                .sum();
    }
}
