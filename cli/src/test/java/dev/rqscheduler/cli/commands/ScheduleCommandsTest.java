/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.PrivateRedis;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** at, in, every and cron: what stands in Redis afterwards. */
class ScheduleCommandsTest {

    private static final PrivateRedis REDIS = new PrivateRedis();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void clear() {
        REDIS.clear();
    }

    @Test
    void atPrintsIdAndDueTime() {
        CommandRun run = REDIS.run("at", "2090-01-01T00:00Z", "shop.jobs.mail", "--id", "m1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("m1  due 2090-01-01 00:00:00Z  (in ");
        assertThat(job("m1").due()).contains(Instant.parse("2090-01-01T00:00:00Z"));
    }

    @Test
    void argumentsAreJsonOrText() {
        REDIS.run(
                "in",
                "1h",
                "f",
                "1",
                "-2",
                "x",
                "--id",
                "a",
                "--arg",
                "[1,{\"k\":null}]",
                "--kwarg",
                "n=12345678901234567890",
                "--kwarg",
                "s=a=b",
                "--arg",
                "\"5\"");
        assertThat(job("a").call()).isEqualTo("f(1, -2, 'x', [1, {'k': None}], '5', n=12345678901234567890, s='a=b')");
    }

    @Test
    void wordsThatAreNamesOfSubcommandsMayBeArguments() {
        REDIS.run("in", "1h", "f", "list", "--id", "a", "--arg", "help");
        assertThat(job("a").call()).isEqualTo("f('list', 'help')");
    }

    @Test
    void optionsOfTheJob() {
        CommandRun run = REDIS.run(
                "in",
                "1h",
                "f",
                "--id",
                "o",
                "--queue",
                "q",
                "--description",
                "words",
                "--timeout",
                "-1",
                "--ttl",
                "5m",
                "--result-ttl",
                "60",
                "--failure-ttl",
                "forever",
                "--meta",
                "{\"b\":1,\"a\":[true]}",
                "--at-front",
                "--depends-on",
                "x",
                "--depends-on",
                "y",
                "--on-success",
                "a.ok",
                "--on-failure",
                "a.bad",
                "--retry",
                "3",
                "--retry-interval",
                "10s,1m",
                "--on-stopped",
                "a.stop",
                "--allow-dependency-failures");
        assertThat(run.err()).isEmpty();
        JobDetails job = job("o");
        assertThat(job.fields())
                .containsEntry("origin", "q")
                .containsEntry("description", "words")
                .containsEntry("timeout", "-1")
                .containsEntry("ttl", "300")
                .containsEntry("result_ttl", "60")
                .containsEntry("failure_ttl", "-1")
                .containsEntry("retries_left", "3")
                .containsEntry("retry_intervals", "[10, 60]")
                .containsEntry("success_callback_name", "a.ok")
                .containsEntry("failure_callback_name", "a.bad")
                .containsEntry("stopped_callback_name", "a.stop");
        assertThat(job.fields().get("dependency_ids")).contains("x").contains("y");
        assertThat(job.meta().orElse("")).contains("'b': 1, 'a': [True]");
    }

    @Test
    void jsonSerializerWritesJson() {
        REDIS.run("in", "1h", "f", "1", "--id", "j", "--serializer", "JSON", "--meta", "{\"k\": 1}");
        assertThat(REDIS.client().hget("rq:job:j", "meta")).startsWith("{");
        assertThat(job("j").call()).isEqualTo("f(1)");
    }

    @Test
    void everyStartsOneIntervalFromNow() {
        CommandRun run = REDIS.runJson("every", "5m", "f", "--repeat", "3", "--id", "e");
        Map<String, Object> job = run.json().get(0);
        assertThat(job).containsEntry("interval", new BigDecimal(300)).containsEntry("runs_left", new BigDecimal(3));
        Instant now = now();
        assertThat(Instant.parse((String) job.getOrDefault("due", "")))
                .isBetween(now.plusSeconds(290), now.plusSeconds(300));
    }

    @Test
    void everyFromAFirstTime() {
        REDIS.run("every", "1d", "f", "--first", "2090-01-01T00:00Z", "--id", "e");
        assertThat(job("e").due()).contains(Instant.parse("2090-01-01T00:00:00Z"));
    }

    @Test
    void cronInItsZone() {
        Map<String, Object> job = REDIS.runJson(
                        "cron", "0 12 1 1 * 2090", "f", "--cron-zone", "America/New_York", "--id", "c")
                .json()
                .get(0);
        assertThat(job)
                .containsEntry("id", "c")
                .containsEntry("due", "2090-01-01T17:00:00Z")
                .containsEntry("due_epoch", new BigDecimal("3786973200"))
                .containsEntry("cron", "0 12 1 1 * 2090");
    }

    @Test
    void anAliasIsNoFileWithArguments() {
        assertThat(REDIS.run("cron", "@daily", "f").exitCode()).isZero();
    }

    @Test
    void connectionFlagsMayStandBeforeOrAfterTheSubcommand() {
        String port = Integer.toString(REDIS.port());
        assertThat(CommandRun.of("-H", "127.0.0.1", "-p", port, "in", "1h", "f").exitCode())
                .isZero();
        assertThat(CommandRun.of("-H", "127.0.0.1", "in", "1h", "f", "-p", port).exitCode())
                .isZero();
        assertThat(CommandRun.of("in", "1h", "f", "--url", REDIS.url()).exitCode())
                .isZero();
        assertThat(CommandRun.of("quarantine", "list", "-p", port).exitCode()).isZero();
        assertThat(CommandRun.of("quarantine", "-p", port, "list").exitCode()).isZero();
        assertThat(REDIS.run("count").out()).isEqualToIgnoringNewLines("3");
    }

    private static Instant now() {
        try (SchedulerClient scheduler = REDIS.scheduler()) {
            return scheduler.ping();
        }
    }

    private static JobDetails job(String id) {
        try (SchedulerClient scheduler = REDIS.scheduler()) {
            return scheduler.job(id).orElseThrow();
        }
    }
}
