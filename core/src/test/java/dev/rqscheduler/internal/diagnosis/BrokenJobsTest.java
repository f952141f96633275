/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import static dev.rqscheduler.api.Finding.Level.FAIL;
import static dev.rqscheduler.api.Finding.Level.PASS;
import static dev.rqscheduler.api.Finding.Level.WARN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** The doctor against a good server with locks, schedulers and jobs that are not as they should be. */
@ExtendWith(TestRedis.class)
class BrokenJobsTest {

    private static final double FAR = 4_000_000_000d;
    private static final String PYTHON_TIME = "1795457521.6797624";
    private static final String TOKEN = "rqscheduler:gone:3f0e5c1e-5f0e-4a55-9d53-0e2f7b0f2f11";

    private final RedisClient redis = TestRedis.client();

    private static Examination examine() {
        return Examination.of(TestRedis.uri());
    }

    private void pythonIsAlive() {
        redis.hset("rq:scheduler_instance:py", "birth", PYTHON_TIME);
        redis.expire("rq:scheduler_instance:py", 70);
    }

    private void oursIsAlive() {
        redis.hset("rq:scheduler_instance:us", Map.of("birth", PYTHON_TIME, "token", "t", "host", "h1", "pid", "9"));
        redis.expire("rq:scheduler_instance:us", 70);
    }

    @Test
    void aLockWithoutExpiry() {
        redis.set(HandMade.LOCK, PYTHON_TIME);
        HandMade.job("late", 1);
        examine()
                .says("lock", FAIL, "held by a Python rqscheduler since 2026-11-23 18:12:01Z without expiry", "DEL")
                .says("overdue", FAIL, "no scheduler can take the lock", "lock");
    }

    @Test
    void aLockOfAnotherType() {
        redis.lpush(HandMade.LOCK, "x");
        examine().says("lock", FAIL, "is a list, not a string", "DEL rq:scheduler_lock");
    }

    @Test
    void aLockWhoseHolderCrashed() {
        redis.set(HandMade.LOCK, TOKEN, SetParams.setParams().px(60_000));
        examine().says("lock", WARN, "held by \"gone\"", "expires").says("schedulers", WARN, "none is registered");
    }

    @Test
    void aLockOfPythonAtWork() {
        redis.set(HandMade.LOCK, PYTHON_TIME, SetParams.setParams().px(60_000));
        pythonIsAlive();
        examine()
                .says("lock", PASS, "held by a Python rqscheduler")
                .says("schedulers", PASS, "1 alive: \"py\" (Python's)");
    }

    @Test
    void noScheduler() {
        redis.hset("rq:scheduler_instance:dead", Map.of("birth", "1", "death", "2"));
        HandMade.job("late", 1);
        examine()
                .says("schedulers", WARN, "none alive", "start one")
                .says("overdue", FAIL, "1 job due but not moved, the oldest since 1970-01-01 00:00:01Z", "start one");
    }

    @Test
    void aRegistrationThatNeverExpires() {
        redis.hset("rq:scheduler_instance:zombie", "birth", "1");
        examine().says("schedulers", WARN, "\"zombie\" (Python's) never expires", "DEL rq:scheduler_instance:zombie");
    }

    @Test
    void aLeaderThatDoesNotMoveTheJobs() {
        oursIsAlive();
        HandMade.job("plain", 1);
        HandMade.job("bad", 2, "timeout", "1h");
        redis.zadd(HandMade.SCHEDULE, 3, "hashless");
        examine()
                .says(
                        "overdue",
                        WARN,
                        "3 jobs due but not moved, the oldest since 1970-01-01 00:00:01Z",
                        "scheduler's log")
                .says("overdue", WARN, "(3 checked, 1 without a hash, 1 that cannot be moved)");
    }

    @Test
    void aScheduleOfAnotherType() {
        redis.hset(HandMade.SCHEDULE, "f", "v");
        examine().says("overdue", FAIL, "is a hash, not a zset", "find out");
    }

    @Test
    void idsWithoutAHash() {
        redis.zadd(HandMade.SCHEDULE, FAR, "ghost");
        redis.zadd(HandMade.SCHEDULE, FAR, "dataless");
        redis.hset("rq:job:dataless", "origin", "default");
        redis.zadd(HandMade.SCHEDULE, FAR, "waiting");
        redis.hset("rq:scheduling:missing", "waiting", "1 4000000000");
        examine()
                .says(
                        "missing hashes",
                        WARN,
                        "2 scheduled ids without a hash: \"ghost\", \"waiting\" (in its grace period)")
                .says("missing hashes", WARN, "1 scheduled id whose hash has no data", "cancel --delete");
    }

    @Test
    void hashesThatExpireTooSoon() {
        HandMade.job("expiring", FAR, "result_ttl", "-1", "meta", "{\"interval\": 60}");
        redis.expire("rq:job:expiring", 60);
        HandMade.job("hourly", FAR, "result_ttl", "600", "meta", "{\"interval\": 3600}");
        HandMade.job("default", FAR, "meta", "{\"interval\": 3600}");
        HandMade.job("minutely", FAR, "result_ttl", "600", "meta", "{\"interval\": 60}");
        HandMade.job("kept", FAR, "result_ttl", "-1", "meta", "{\"interval\": 3600}");
        HandMade.job("once", FAR, "result_ttl", "600");
        examine()
                .says(
                        "expiring hashes",
                        WARN,
                        "1 job whose hash expires before the job is due: \"expiring\"",
                        "PERSIST")
                .says("expiring hashes", WARN, "2 periodic jobs", "result_ttl -1")
                .says("expiring hashes", WARN, "\"hourly\" (kept for 600s, runs every 1h)")
                .says("expiring hashes", WARN, "\"default\" (kept for 500s");
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 1h, 'timeout must be a whole number of seconds'",
        "created_at, 2026-01-15T12:34:56+00:00, 'created_at'",
        "origin, '', 'it has no queue'",
        "meta, nonsense, 'meta'",
        "meta, '{\"cron_string\": \"61 * * * *\"}', 'cron'",
        "dependency_ids, '{}', 'dependency_ids'",
        "status, private, 'RQ 2 has no status \"private\"'",
        "started_at, yesterday, 'started_at \"yesterday\" is not a time'",
        "ended_at, today, 'ended_at \"today\" is not a time'",
        "success_callback_timeout, '', 'success_callback_timeout \"\" is not a whole number'",
    })
    void aJobAtWhichSomebodyStops(String field, String value, String reason) {
        HandMade.job("poison", FAR, field, value);
        examine().says("jobs", WARN, reason);
        pythonIsAlive();
        examine().says("jobs", FAIL, "the running Python rqscheduler stops", "fix or cancel");
    }

    @Test
    void aJobWhoseKeyIsNoHash() {
        redis.set("rq:job:text", "x");
        redis.zadd(HandMade.SCHEDULE, FAR, "text");
        examine().says("jobs", WARN, "\"text\" (rq:job:text cannot be read: WRONGTYPE");
    }

    @ParameterizedTest
    @CsvSource({"a.b, letters", "a:b, colon", "é, letters"})
    void idsThatRqRefuses(String id, String reason) {
        HandMade.job(id, FAR);
        examine().says("jobs", WARN, "no worker of its queue is known", "quarantine");
        HandMade.worker("w1", "default", "1.13.0");
        examine().says("jobs", WARN, reason, "a worker may stop");
        HandMade.worker("w1", "default", "2.12.0");
        examine().says("jobs", WARN, "worker \"w1\" of its queue runs RQ 2.12.0", "quarantine");
    }

    @Test
    void anIdThatIsNotUtf8() {
        redis.zadd(HandMade.SCHEDULE.getBytes(UTF_8), FAR, bytes("x\u00ff"));
        redis.hset(bytes("rq:job:x\u00ff"), Map.of(bytes("data"), bytes("d"), bytes("origin"), bytes("q")));
        examine().says("jobs", WARN, "is not UTF-8, which stops every RQ worker");
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }

    @Test
    void jsonHarmsOnlyPythonsScheduler() {
        try (var scheduler = SchedulerClient.builder()
                .redis(RedisConfig.parse(TestRedis.uri()))
                .serializer(Serializer.JSON)
                .build()) {
            scheduler.enqueueAt(
                    Instant.ofEpochSecond((long) FAR),
                    JobSpec.builder("f").id("j").build());
        }
        examine().says("jobs", PASS, "all can be moved");
        pythonIsAlive();
        examine().says("jobs", FAIL, "1 job whose call is JSON: \"j\"", "pickle");
    }

    @Test
    void aNegativeScore() {
        HandMade.job("never", -5);
        examine()
                .says("jobs", WARN, "1 job with a due time before 1970", "reschedule")
                .says("overdue", PASS, "none of 1");
    }

    @Test
    void aQuarantine() {
        redis.zadd("rq:scheduling:quarantine", 1, "bad");
        examine().says("quarantine", WARN, "1 job could not be moved", "quarantine list");
    }

    @Test
    void namedSchedulesThatDoNotRun() {
        redis.hset("rq:scheduling:schedule:bad", "definition", "{\"cron\": \"* * * * *\"}");
        redis.hset(
                "rq:scheduling:schedule:asleep",
                java.util.Map.of(
                        "definition",
                        "{\"function\": \"f\", \"cron\": \"* * * * *\"}",
                        "paused",
                        "1",
                        "paused_reason",
                        "stocktaking"));
        redis.hset("rq:scheduling:schedule:late", "definition", "{\"function\": \"f\", \"cron\": \"* * * * *\"}");
        redis.zadd("rq:scheduling:schedules", 3600, "late");
        for (String name : List.of("asleep", "bad", "late")) {
            redis.zadd("rq:scheduling:schedule-names", 0, name);
        }
        examine()
                .says(
                        "named schedules",
                        FAIL,
                        "1 schedule broken, will not run until fixed: \"bad\" (function: is",
                        "show")
                .says("named schedules", FAIL, "1 schedule overdue, the oldest since 1970-01-01 01:00:00Z", "start a")
                .says("named schedules", WARN, "1 schedule paused: \"asleep\" (stocktaking)", "schedule resume");
    }

    @Test
    void aQuickLookAtNamedSchedulesTellsHowManyItSaw() {
        for (int i = 0; i < 203; i++) {
            String name = "schedule-" + i;
            redis.hset(
                    "rq:scheduling:schedule:" + name, "definition", "{\"function\": \"f\", \"cron\": \"* * * * *\"}");
            redis.zadd("rq:scheduling:schedule-names", 0, name);
        }
        examine().says("named schedules", PASS, "203 schedules, none paused, broken or overdue");
        Examination.quick(TestRedis.uri())
                .says("named schedules", PASS, "200 schedules, none paused, broken or overdue (checked 200 of 203");
    }

    @Test
    void aQuickLookFindsAnOverdueScheduleWhereverItIs() {
        aQuickLookAtNamedSchedulesTellsHowManyItSaw();
        redis.zadd("rq:scheduling:schedules", 3600, "schedule-99");
        redis.zadd("rq:scheduling:schedules", 0, "schedule-1");
        Examination.quick(TestRedis.uri())
                .says("named schedules", FAIL, "1 schedule overdue, the oldest since 1970-01-01 01:00:00Z", "start a")
                .says("named schedules", FAIL, "\"schedule-99\"");
    }

    @Test
    void rqsOwnScheduleThatNobodyServes() {
        redis.sadd("rq:queues", "rq:queue:mail", "rq:queue:served", "rq:queue:later");
        redis.zadd("rq:scheduled:mail", 1, "a");
        redis.zadd("rq:scheduled:served", 1, "b");
        redis.set("rq:scheduler-lock:served", "4711");
        redis.zadd("rq:scheduled:later", FAR, "c");
        examine()
                .says("rq schedules", FAIL, "1 job due in RQ's own rq:scheduled:<queue>", "--with-scheduler")
                .says("rq schedules", FAIL, "no RQ scheduler serves: mail");
        redis.set("rq:scheduler-lock:mail", "4711");
        examine().says("rq schedules", PASS, "3 jobs in RQ's own rq:scheduled:<queue>");
    }

    @Test
    void aLargeScheduleIsLookedAtInPart() {
        try (var pipeline = redis.pipelined()) {
            for (int i = 0; i < 5_000; i++) {
                pipeline.zadd(HandMade.SCHEDULE, FAR + i, "ghost" + i);
            }
        }
        examine()
                .says("missing hashes", WARN, "2,000 scheduled ids")
                .says("missing hashes", WARN, "checked 2,000 of 5,000");
        Examination.of(TestRedis.uri(), InstantSource.system(), Depth.ALL)
                .says("missing hashes", WARN, "5,000 scheduled ids without a hash: \"ghost0\"");
    }
}
