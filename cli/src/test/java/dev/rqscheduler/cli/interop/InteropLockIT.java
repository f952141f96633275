/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** rq-scheduler's process and ours against one Redis: whichever holds the lock, the other waits. */
@ExtendWith(TestRedis.class)
class InteropLockIT {

    private static final String LOCK = "rq:scheduler_lock";
    private static final String QUEUE = "rq:queue:default";

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);
    private final RedisClient redis = TestRedis.client();

    @Test
    void eachWaitsForTheOtherAndTakesOverFromIt() throws InterruptedException {
        try (var scheduler = SchedulerClient.connect(url);
                var python = rq.tool("python_daemon", "", "--interval", "0.2", "--pause-per-job", "0.05")) {
            List<String> first = schedule(scheduler, "first", 40);
            int heard = python.awaitLine(0, "moved first-3"::equals);
            python.signal("STOP");
            try (var ours = SchedulerJar.daemon(url, "--name", "ours")) {
                await().atMost(ChildProcess.PATIENCE).until(() -> redis.exists("rq:scheduler_instance:ours"));
                List<String> movedByPython = redis.lrange(QUEUE, 0, -1);
                awaitScriptCalls(4);
                assertThat(redis.lrange(QUEUE, 0, -1))
                        .as("ours waits for a lock whose holder dawdles")
                        .isEqualTo(movedByPython);

                python.signal("CONT");
                heard = python.awaitLine(heard, "lock released"::equals);
                awaitOurLock("ours");
                heard = python.awaitLine(python.lines().size(), "lock busy"::equals);
                assertThat(redis.lrange(QUEUE, 0, -1)).isEqualTo(first);
                List<String> second = schedule(scheduler, "second", 3);
                awaitQueue(Stream.concat(first.stream(), second.stream()).toList());

                ours.signal("TERM");
                ours.awaitSuccess();
                assertThat(redis.hexists("rq:scheduler_instance:ours", "death")).isTrue();
            }
            schedule(scheduler, "third", 3);
            python.awaitLine(heard, "moved third-2"::equals);
            assertThat(python.lines()).noneMatch(line -> line.startsWith("moved second"));
            assertThat(redis.lrange(QUEUE, 0, -1)).hasSize(46).doesNotHaveDuplicates();
        }
    }

    @Test
    void oursTakesOverWhenTheLockOfAKilledPythonExpires() throws InterruptedException {
        try (var scheduler = SchedulerClient.connect(url);
                var python = rq.tool("python_daemon", "", "--interval", "0.2", "--pause-per-job", "60")) {
            List<String> jobs = schedule(scheduler, "job", 3);
            // Killed in its pause: between two commands of one job Python would lose or double it, whoever comes next.
            python.awaitLine(0, "moved job-0"::equals);
            python.kill();
            assertThat(redis.pttl(LOCK)).as("the lock outlives its holder").isPositive();
            try (var ours = SchedulerJar.daemon(url, "--name", "ours")) {
                awaitOurLock("ours");
                awaitQueue(jobs);
                ours.signal("TERM");
                ours.awaitSuccess();
            }
            assertThat(redis.exists(LOCK)).isFalse();
        }
    }

    /** Jobs that are due already, in this order. */
    private static List<String> schedule(SchedulerClient scheduler, String prefix, int count) {
        Instant due = scheduler.ping().minusSeconds(600);
        List<String> ids = Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> prefix + "-" + i)
                .toList();
        scheduler.scheduleAll(Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> JobRequest.at(
                        due.plus(Duration.ofSeconds(i)),
                        JobSpec.builder("interop_jobs.echo").id(ids.get(i)).build()))
                .toList());
        return ids;
    }

    private void awaitOurLock(String name) {
        await().atMost(ChildProcess.PATIENCE)
                .until(() -> String.valueOf(redis.get(LOCK)).startsWith("rqscheduler:" + name + ":"));
    }

    private void awaitQueue(List<String> ids) {
        await().atMost(ChildProcess.PATIENCE)
                .untilAsserted(() -> assertThat(redis.lrange(QUEUE, 0, -1)).isEqualTo(ids));
    }

    /** Waits until ours, the only one that runs scripts, has run so many more: attempts at the lock and heartbeats. */
    private void awaitScriptCalls(int more) {
        long before = scriptCalls();
        await().atMost(ChildProcess.PATIENCE).until(() -> scriptCalls() >= before + more);
    }

    private long scriptCalls() {
        return redis.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:calls="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
                .sum();
    }
}
