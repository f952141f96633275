/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Explanation;
import dev.rqscheduler.api.Explanation.Place;
import dev.rqscheduler.api.Explanation.Topic;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.survey.JobInspection;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XAddParams;

@ExtendWith(TestRedis.class)
class ExplainerTest {

    private static final double FAR = 4_000_000_000d; // 2096-10-02 07:06:40Z
    private static final Zone BERLIN = Zone.of("Europe/Berlin");

    private final RedisClient redis = TestRedis.client();

    private static Explanation why(String id) {
        try (var connection = TestRedis.connection()) {
            return new Explainer(connection, BERLIN).explain(id).orElseThrow();
        }
    }

    private static void says(Explanation why, Topic topic, String... parts) {
        String text = String.join("; ", why.about(topic));
        assertThat(text).as("%s of %s", topic, why).contains(parts);
    }

    private void leader() {
        redis.hset("rq:scheduler_instance:us", Map.of("birth", "1", "token", "t"));
    }

    @Test
    void noTrace() {
        try (var connection = TestRedis.connection()) {
            assertThat(new Explainer(connection, BERLIN).explain("nothing")).isEmpty();
        }
    }

    @Test
    void aRunOfANamedSchedule() {
        try (var scheduler = SchedulerClient.connect(TestRedis.uri())) {
            scheduler
                    .schedules("me")
                    .put(dev.rqscheduler.api.Schedule.builder("nightly", JobSpec.of("shop.report"))
                            .cron("0 3 * * *")
                            .build());
            Explanation why = why(scheduler.schedules("me").runNow("nightly"));
            says(why, Topic.WHERE, "in queue \"default\"");
            says(why, Topic.WHAT, "a run of schedule \"nightly\", due 2", "rqscheduler schedule show nightly");
        }
    }

    @Test
    void scheduledWithARhythm() {
        try (var scheduler = SchedulerClient.connect(TestRedis.uri())) {
            scheduler.schedule(
                    Instant.ofEpochSecond((long) FAR),
                    Duration.ofHours(1),
                    2,
                    JobSpec.builder("shop.remind")
                            .args("o-17")
                            .id("a")
                            .queue("mail")
                            .build());
        }
        var why = why("a");
        assertThat(why.place()).isEqualTo(Place.SCHEDULED);
        assertThat(why.due()).contains(Instant.ofEpochSecond((long) FAR));
        says(why, Topic.WHERE, "scheduled, due 2096-10-02 07:06:40Z (in ");
        says(why, Topic.WHAT, "shop.remind('o-17'), queue \"mail\", every 1h, 2 runs left");
        says(why, Topic.NEXT, "2096-10-02 07:06:40Z, 2096-10-02 08:06:40Z");
        assertThat(why.about(Topic.NEXT)).singleElement().asString().doesNotContain("09:06:40");
        says(why, Topic.LAST, "status scheduled", "created ");
        says(why, Topic.WAITS, "for its due time", "for a scheduler: none is running");
        says(why, Topic.DO, "start one: rqscheduler");
        leader();
        assertThat(why("a").about(Topic.WAITS)).containsExactly("for its due time");
    }

    @Test
    void cronIsReadInTheZone() {
        HandMade.job("c", FAR, "meta", "{\"cron_string\": \"0 9 * * *\"}", "result_ttl", "-1");
        says(why("c"), Topic.NEXT, "2096-10-03 07:00:00Z", "(cron read in Europe/Berlin)");
        says(why("c"), Topic.WHAT, "cron \"0 9 * * *\"");
        HandMade.job("z", FAR, "meta", "{\"cron_string\": \"0 9 * * *\", \"scheduling\": {\"zone\": \"Asia/Tokyo\"}}");
        says(why("z"), Topic.NEXT, "2096-10-03 00:00:00Z", "(cron read in Asia/Tokyo)");
        HandMade.job("bad", FAR, "meta", "{\"cron_string\": \"no cron\"}");
        says(why("bad"), Topic.NEXT, "no cron");
    }

    @Test
    void overdueByWhoIsMissing() {
        HandMade.job("late", 1);
        var why = why("late");
        assertThat(why.place()).isEqualTo(Place.OVERDUE);
        says(why, Topic.WHERE, "overdue since 1970-01-01 00:00:01Z");
        says(why, Topic.WAITS, "for a scheduler: none is running");
        redis.set(HandMade.LOCK, "1795457521.6797624");
        says(why("late"), Topic.WAITS, "for the lock, which a Python rqscheduler since", "holds without expiry");
        redis.expire(HandMade.LOCK, 60);
        says(why("late"), Topic.WAITS, "for Python's rqscheduler");
        redis.del(HandMade.LOCK);
        leader();
        says(why("late"), Topic.WAITS, "for the leader");
        redis.configSet("maxmemory", "100kb");
        try {
            says(why("late"), Topic.WAITS, "for memory: the server is full");
        } finally {
            redis.configSet("maxmemory", "0");
        }
    }

    @Test
    void hashesThatAreNotThere() {
        redis.zadd(HandMade.SCHEDULE, FAR, "ghost");
        says(why("ghost"), Topic.WHAT, "its hash rq:job:ghost is gone");
        says(why("ghost"), Topic.WAITS, "it has no hash, so it will be dropped");
        redis.hset("rq:scheduling:missing", "ghost", "1 4000000000");
        assertThat(why("ghost").place()).isEqualTo(Place.IN_GRACE);
        says(why("ghost"), Topic.WHERE, "was due 1970-01-01 00:00:01Z", "is checked once more");
        redis.set("rq:job:text", "x");
        assertThat(why("text").place()).isEqualTo(Place.NOWHERE);
        says(why("text"), Topic.WHAT, "rq:job:text is a string, not a hash");
        HandMade.job("expiring", FAR);
        redis.expire("rq:job:expiring", 6_000);
        says(why("expiring"), Topic.WHAT, "its hash expires in 1h", ", before the job is due");
    }

    @Test
    void inQuarantine() {
        HandMade.hash(redis, "bad");
        redis.zadd("rq:scheduling:quarantine", 1, "bad");
        redis.hset(
                "rq:scheduling:quarantine:reasons",
                "bad",
                "{\"reason\":\"no such cron\",\"due\":\"1\",\"queue\":\"q\"}");
        assertThat(why("bad").place()).isEqualTo(Place.QUARANTINED);
        says(why("bad"), Topic.WHERE, "in quarantine since 1970-01-01 00:00:01Z", ": no such cron");
        says(why("bad"), Topic.DO, "rqscheduler quarantine retry bad");
    }

    @Test
    void inItsQueue() {
        HandMade.hash(redis, "q", "status", "queued", "enqueued_at", "2026-01-15T12:34:56.789012Z");
        redis.rpush("rq:queue:default", "x", "y", "q");
        var why = why("q");
        assertThat(why.place()).isEqualTo(Place.QUEUED);
        says(why, Topic.WHERE, "in queue \"default\" at position 3 of 3");
        says(why, Topic.LAST, "last queued 2026-01-15 12:34:56Z");
        says(why, Topic.WAITS, "for a worker: none is listening on queue \"default\"");
        redis.sadd("rq:workers:default", "rq:worker:w");
        says(why("q"), Topic.WAITS, "for one of 1 worker, behind 2 jobs");
        redis.set("rq:suspended", "1");
        says(why("q"), Topic.WAITS, "which are suspended");
        says(why("q"), Topic.DO, "rq resume");
    }

    @Test
    void anIdThatAWorkerOfTheQueueCannotLoad() {
        HandMade.worker("w1", "default", "2.12.0");
        HandMade.hash(redis, "a.b", "status", "queued");
        redis.rpush("rq:queue:default", "a.b");
        says(why("a.b"), Topic.WAITS, "for a worker that can load it: its id \"a.b\"", "runs RQ 2.12.0");
        HandMade.job("c.d", FAR);
        says(why("c.d"), Topic.WAITS, "to be quarantined, unless the workers change: its id \"c.d\"");
        HandMade.worker("w1", "default", "1.13.0");
        assertThat(why("c.d").about(Topic.WAITS)).noneMatch(sentence -> sentence.contains("quarantine"));
    }

    @Test
    void farBackInALongQueue() {
        HandMade.hash(redis, "q", "status", "queued");
        var ids = new String[JobInspection.FAR];
        java.util.Arrays.fill(ids, "other");
        redis.rpush("rq:queue:default", ids);
        redis.rpush("rq:queue:default", "q");
        says(why("q"), Topic.WHERE, "neither scheduled", "(checked the first 100,000 jobs of its queue)");
    }

    @Test
    void atAWorker() {
        HandMade.hash(
                redis, "r", "status", "started", "worker_name", "w1", "started_at", "2026-01-15T12:34:56.789012Z");
        redis.zadd("rq:wip:default", FAR, "r");
        assertThat(why("r").place()).isEqualTo(Place.RUNNING);
        says(why("r"), Topic.WHERE, "being run by worker \"w1\" since 2026-01-15 12:34:56Z");
        assertThat(why("r").about(Topic.WHERE).get(0)).doesNotContain("died");
        redis.zadd("rq:wip:default", 1, "r");
        says(why("r"), Topic.WHERE, "probably died");
    }

    @Test
    void atAWorkerOfRq2() {
        HandMade.hash(redis, "r", "status", "queued");
        redis.rpush("rq:queue:default:intermediate", "r");
        says(why("r"), Topic.WHERE, "taken from queue \"default\" by a worker, not started yet");
        redis.del("rq:queue:default:intermediate");
        redis.hset("rq:job:r", "status", "started");
        redis.zadd("rq:executions:r", FAR, "e1");
        redis.zadd("rq:wip:default", FAR, "r:e1");
        says(why("r"), Topic.WHERE, "being run by a worker");
        assertThat(why("r").about(Topic.WHERE).get(0)).doesNotContain("died");
    }

    @Test
    void deferredBehindAFailedJob() {
        HandMade.hash(redis, "d", "status", "deferred", "dependency_ids", "[\"p\", \"done\", \"gone\"]");
        HandMade.hash(redis, "p", "status", "failed");
        HandMade.hash(redis, "done", "status", "finished");
        redis.zadd("rq:deferred:default", 1, "d");
        var why = why("d");
        assertThat(why.place()).isEqualTo(Place.DEFERRED);
        assertThat(why.about(Topic.WAITS)).containsExactly("for job \"p\", whose status is failed");
        says(why, Topic.DO, "run job \"p\" again");
    }

    @Test
    void inRqsOwnSchedule() {
        HandMade.hash(redis, "own", "status", "scheduled", "retries_left", "2");
        redis.zadd("rq:scheduled:default", FAR, "own");
        assertThat(why("own").place()).isEqualTo(Place.RQ_SCHEDULED);
        says(why("own"), Topic.LAST, "2 retries left");
        says(why("own"), Topic.WAITS, "none serves queue \"default\"");
        says(why("own"), Topic.DO, "rq worker --with-scheduler default");
        redis.set("rq:scheduler-lock:default", "1");
        assertThat(why("own").about(Topic.WAITS)).containsExactly("for its due time");
    }

    @ParameterizedTest
    @CsvSource({"finished, FINISHED", "failed, FAILED", "stopped, STOPPED", "canceled, CANCELED", "queued, NOWHERE"})
    void ended(String status, Place place) {
        HandMade.hash(redis, "e", "status", status);
        assertThat(why("e").place()).isEqualTo(place);
    }

    @Test
    void aPeriodicJobIsInTwoPlaces() {
        HandMade.job("p", FAR, "meta", "{\"interval\": 60}", "status", "queued");
        redis.rpush("rq:queue:default", "p");
        var why = why("p");
        assertThat(why.place()).isEqualTo(Place.SCHEDULED);
        says(why, Topic.WHERE, "scheduled", "in queue \"default\" at position 1 of 1");
    }

    @Test
    void hostileValuesAreToldBounded() {
        HandMade.job(
                "h", FAR, "status", "s".repeat(60_000), "started_at", "t".repeat(60_000), "meta", "m".repeat(1_000));
        redis.xadd("rq:results:h", Map.of("type", "2", "exc_string", "no base64!"), XAddParams.xAddParams());
        assertThat(why("h").lines())
                .allSatisfy(line -> assertThat(line.text().length()).isLessThan(700));
        redis.del("rq:results:h");
        for (String key : List.of("rq:results:h", "rq:queue:default", "rq:wip:default", "rq:executions:h")) {
            redis.set(key, "of another type");
        }
        assertThat(why("h").place()).isEqualTo(Place.SCHEDULED);
    }
}
