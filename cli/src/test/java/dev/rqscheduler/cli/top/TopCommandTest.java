/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.PrivateRedis;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.diagnosis.OverviewReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** What {@code top} shows of a real Redis; TopIT has it in a terminal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopCommandTest {

    private final PrivateRedis redis = new PrivateRedis();

    @BeforeEach
    void clear() {
        redis.clear();
    }

    @AfterAll
    void close() {
        redis.close();
    }

    private String once() {
        CommandRun run = redis.run("top", "--once");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    @Test
    void anEmptyRedis() {
        assertThat(once())
                .contains(
                        "rqscheduler top",
                        "none: no jobs are being moved",
                        "nothing is overdue",
                        "0 jobs",
                        "nothing is due")
                .contains("warn  schedulers: none alive")
                .doesNotContain("\033");
    }

    @Test
    void whatThereIs() {
        redis.client()
                .hset(
                        "rq:scheduler_instance:web1",
                        Map.of("birth", "1700000000.5", "host", "box", "pid", "17", "version", "1.2.3", "token", "t"));
        redis.client().expire("rq:scheduler_instance:web1", 100);
        redis.client().zadd("rq:scheduling:schedulers", 4e9, "web1");
        redis.client().set("rq:scheduler_lock", "rqscheduler:web1:00000000-0000-0000-0000-000000000000");
        redis.client().pexpire("rq:scheduler_lock", 100_000);
        job("late", 1e9, "shop.jobs.late()");
        job("soon", 4e9, "shop.jobs.soon(\033[31m\n'red')");
        redis.run("schedule", "put", "nightly", "--function", "shop.jobs.report", "--every", "10m");
        redis.run("schedule", "put", "weekly", "--function", "shop.jobs.report", "--every", "20m");
        redis.run("schedule", "pause", "weekly");
        redis.client().zadd("rq:scheduling:quarantine", 1e9, "bad-job");
        redis.client()
                .hset("rq:scheduling:quarantine:reasons", "bad-job", "{\"reason\": \"no queue\", \"due\": \"5\"}");
        assertThat(once())
                .containsPattern("leader +web1 \\(host box, pid 17, 1\\.2\\.3, up ")
                .containsPattern("backlog +1 due, the oldest overdue by ")
                .containsPattern("scheduled +2 jobs, next in ")
                .containsPattern("schedules +2: 1 active, 1 paused")
                .containsPattern("quarantine +1 job; .* ago bad-job: no queue")
                .containsPattern("nightly +shop\\.jobs\\.report")
                .contains("shop.jobs.soon(\\u001b[31m\\n'red')")
                .contains("warn  overdue: 1 job due but not moved")
                .doesNotContain("\033");
    }

    @Test
    void whatMustNotBeLookedAtIsNotWell() {
        redis.client()
                .executeCommand(new CommandArguments(Protocol.Command.ACL)
                        .add("SETUSER")
                        .add("blind")
                        .add("on")
                        .add(">pass")
                        .add("allkeys")
                        .add("+@all")
                        .add("-info")
                        .add("-zcount")
                        .add("-zcard"));
        try {
            CommandRun run = CommandRun.of(
                    Map.of("RQ_REDIS_URL", redis.url().replace("redis://", "redis://blind:pass@")), "top", "--once");
            assertThat(run.out())
                    .contains("skip  overview: could not be read", "skip  version: cannot be checked")
                    .containsPattern("backlog +unknown")
                    .containsPattern("scheduled +unknown")
                    .containsPattern("schedules +unknown")
                    .containsPattern("quarantine +unknown")
                    .containsPattern("next hour +unknown")
                    .doesNotContain("No problems found");
        } finally {
            redis.client()
                    .executeCommand(new CommandArguments(Protocol.Command.ACL)
                            .add("DELUSER")
                            .add("blind"));
        }
    }

    @Test
    void noLineIsWiderAndThereAreNoMoreOfThemThanTheTerminalHas() {
        for (int i = 0; i < 30; i++) {
            job("日本語-job-" + i, 4e9 + i, "shop.jobs.文字化け(" + "x".repeat(300) + ")");
        }
        TopReader.Snapshot glance;
        try (RedisConnection connection = new RedisConnection(RedisConfig.parse(redis.url()), 1)) {
            glance = new TopReader.Snapshot(
                    "redis",
                    Optional.of(new OverviewReader(connection).read()),
                    Optional.empty(),
                    List.of(),
                    Optional.of("it went away: " + "why ".repeat(100)));
        }
        for (int width : new int[] {20, 21, 47, 80, 200, 1_000}) {
            for (int height : new int[] {5, 13, 24, 100}) {
                List<AttributedString> lines = new TopFrame(width, height).of(glance);
                assertThat(lines)
                        .hasSizeLessThanOrEqualTo(height)
                        .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(width));
                assertThat(lines.get(1).toString()).startsWith("Redis unavailable");
            }
        }
    }

    @Test
    void withoutATerminalItSaysWhatToDo() {
        CommandRun run = redis.run("top");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly("rqscheduler: top needs a terminal; use --once to print the current state");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void badInput() {
        assertThat(redis.run("top", "--interval", "1ms").err()).contains("--interval must be between 100ms and 1h");
        CommandRun unreachable = CommandRun.of("top", "--once", "-p", "1");
        assertThat(unreachable.exitCode()).isEqualTo(1);
        assertThat(unreachable.errLines()).hasSize(1);
    }

    private void job(String id, double due, String description) {
        redis.client()
                .hset(
                        "rq:job:" + id,
                        Map.of("data", "x", "origin", "mail", "description", description, "status", "scheduled"));
        redis.client().zadd("rq:scheduler:scheduled_jobs", due, id);
    }
}
