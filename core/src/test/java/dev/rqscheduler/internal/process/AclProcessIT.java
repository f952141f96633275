/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.hash;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.testing.AclDocument;
import dev.rqscheduler.testing.Admin;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.ServerFeatures;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** The scheduler process as the user of docs/redis-acl.md, and without each single permission of it. */
@ExtendWith(TestRedis.class)
class AclProcessIT {

    private static final String USER = "rqscheduler";

    /**
     * Without these it works all the same: it polls, or a thing that never happens here could not be undone, or ({@code type})
     * a key of a wrong type is noticed by the command that needs it, or ({@code rq:worker*}) a job of an unusual id goes to
     * quarantine as where no worker is known.
     */
    private static final Set<String> QUIET = Set.of(
            "+publish",
            "+subscribe",
            "+ping",
            "+client|setname",
            "&rq:scheduling:wake-up",
            "+srem",
            "+zcard",
            "+zrange",
            "+hdel",
            "+ltrim",
            "+type",
            "+zrank",
            "+zremrangebyrank",
            "~rq:workers:*",
            "~rq:worker:*",
            "+srandmember");

    /** Redis 7.0 tells neither key nor command that a script was refused; {@code doctor} does. */
    private static final Pattern REFUSED = Pattern.compile(
            "NOPERM .*rqscheduler doctor names it|The user executing the script can't (access|run)|ACL failure in script");

    private static final List<String> QUEUED = List.of("front", "plain", "expiring", "interval", "cron");

    private final RedisClient admin = TestRedis.client();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @AfterEach
    void forgetTheUser() {
        Admin.call(admin, "ACL", "DELUSER", USER);
    }

    @Test
    void theDocumentedPermissionsAreEnough() throws InterruptedException {
        Admin.call(admin, "ACL", "LOG", "RESET");
        run(AclDocument.rules(USER, "pw"));

        assertThat(complaints).isEmpty();
        assertThat(isDone()).isTrue();
        assertThat((List<?>) Admin.call(admin, "ACL", "LOG"))
                .as("what Redis refused")
                .isEmpty();
    }

    @Test
    void withoutAnyChannelItPolls() throws InterruptedException {
        List<String> rules = AclDocument.rules(USER, "pw");
        rules.removeIf(rule -> rule.startsWith("&"));
        run(rules);

        assertThat(complaints).isEmpty();
        assertThat(isDone()).isTrue();
    }

    static Stream<String> permissions() {
        return AclDocument.permissions(USER).stream();
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void aMissingOneIsToldOrNotNeeded(String permission) throws InterruptedException {
        List<String> rules = AclDocument.rules(USER, "pw");
        rules.remove(permission);
        run(rules);

        complaints.stream().distinct().forEach(text -> System.out.println(permission + ": " + text));
        if (QUIET.contains(permission)) {
            assertThat(complaints).isEmpty();
            assertThat(isDone()).isTrue();
        } else {
            assertThat(complaints).anyMatch(text -> REFUSED.matcher(text).find());
            if (permission.startsWith("+") && ServerFeatures.of(admin).namesRefusedCommands()) {
                assertThat(complaints).anyMatch(text -> text.contains("'" + permission.substring(1) + "' command"));
            }
        }
    }

    private void arrange() {
        Admin.call(admin, "SCRIPT", "FLUSH");
        Admin.call(admin, "CONFIG", "RESETSTAT");
        job("plain", 1);
        job("front", 1, "enqueue_at_front", "1");
        job("expiring", 1, "ttl", "300");
        job("interval", 1, "meta", "{\"interval\": 3600, \"repeat\": 2}", "ended_at", "2026-01-15T12:34:56.789012Z");
        job("cron", 1, "meta", "{\"cron_string\": \"0 0 1 1 *\"}");
        job("cancelled", 1, "status", "canceled");
        job("broken", 1, "meta", "broken");
        hash(admin, "parent", "status", "started");
        job("child", 1, "dependency_ids", "[\"parent\"]");
        admin.zadd(HandMade.SCHEDULE, 1, "without-hash");
        admin.hset(
                "rq:scheduling:schedule:named",
                Map.of(
                        "definition",
                        "{\"function\": \"f\", \"every\": \"1h\", \"deadline\": \"1h\"}",
                        "due",
                        "3600000000"));
        admin.zadd("rq:scheduling:schedules", 3600, "named");
        admin.hset("rq:scheduler_instance:acl", Map.of("birth", "1", "death", "2"));
        admin.set(HandMade.LOCK, "another", new SetParams().px(200));
    }

    private boolean isDone() {
        return queue("default").containsAll(QUEUED)
                && queue("default").contains("named-19700101T010000Z")
                && admin.zscore("rq:deferred:default", "child") != null
                && admin.zscore("rq:scheduling:quarantine", "broken") != null
                && admin.hexists("rq:scheduling:missing", "without-hash")
                && admin.zcount(HandMade.SCHEDULE, 0, 2) == 0;
    }

    /** Until all is done and the lease was renewed, or there is something to complain about. */
    private void run(List<String> rules) throws InterruptedException {
        arrange();
        AclDocument.set(admin, USER, rules);
        RedisConfig config =
                TestRedis.config().toBuilder().user(USER).password("pw").build();
        SchedulerOptions options = SchedulerOptions.defaults()
                .withName("acl")
                .withPollCap(Duration.ofMillis(20))
                .withLease(Duration.ofSeconds(1));
        try (RedisConnection redis = new RedisConnection(config, 4)) {
            SchedulerLoop process = new SchedulerLoop(options, redis, new Complaints(), Map.of("host", "here"));
            Thread thread = new Thread(() -> {
                try {
                    process.run();
                } catch (RedisException e) {
                    complaints.add(e.kind() + " " + e.getMessage());
                } catch (InterruptedException e) {
                    complaints.add(e.toString());
                }
            });
            thread.start();
            Awaitility.await()
                    .atMost(RunningScheduler.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !complaints.isEmpty() || (isDone() && calls("pexpire") > 0));
            process.stop();
            thread.join();
        }
    }

    private long calls(String command) {
        return String.valueOf(admin.info("commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .count();
    }

    private final class Complaints implements SchedulerListener {
        @Override
        public void onRedisAway(String reason) {
            complaints.add("away: " + reason);
        }

        @Override
        public void onOutcome(Outcome outcome) {
            if (outcome instanceof Outcome.Stuck stuck) {
                complaints.add("stuck: " + stuck.reason());
            }
        }
    }
}
