/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.JsonText;
import dev.rqscheduler.cli.PrivateRedis;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** show, cancel, reschedule and enqueue. */
class ChangeCommandsTest {

    private static final PrivateRedis REDIS = new PrivateRedis();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void oneJob() {
        REDIS.clear();
        REDIS.run("at", "2090-01-01T00:00Z", "f", "1", "--id", "a", "--queue", "q", "--meta", "{\"k\":\"v\"}");
    }

    @Test
    void showForPeople() {
        assertThat(REDIS.run("show", "a").outLines())
                .anyMatch(line -> line.matches("due +2090-01-01 00:00:00Z +\\(in .*"))
                .anyMatch(line -> line.matches("call +f\\(1\\)"))
                .anyMatch(line -> line.matches("meta +\\{'k': 'v'}"))
                .anyMatch(line -> line.matches("origin +q"));
    }

    @Test
    void showForScripts() {
        Map<String, Object> job = REDIS.runJson("show", "a").json().get(0);
        assertThat(job)
                .containsEntry("id", "a")
                .containsEntry("due", "2090-01-01T00:00:00Z")
                .containsEntry("call", "f(1)")
                .containsEntry("meta", "{'k': 'v'}")
                .containsEntry("expires_in", JsonText.NULL)
                .containsEntry("quarantine_reason", JsonText.NULL);
        assertThat(job.get("fields")).asString().contains("origin=q");
    }

    @Test
    void showOfNothing() {
        failed(REDIS.run("show", "nothing"), "there is no job \"nothing\"");
    }

    @Test
    void aHostileDescriptionCannotSteerTheTerminal() {
        REDIS.client().hset("rq:job:a", "description", "\u001b[2J\nforged line");
        assertThat(REDIS.run("show", "a").out() + REDIS.run("list").out())
                .contains("\\u001b[2J\\nforged line")
                .doesNotContain("\u001b");
    }

    @Test
    void cancelLeavesTheHash() {
        assertThat(REDIS.run("cancel", "a").outLines()).containsExactly("cancelled a");
        assertThat(REDIS.client().zcard("rq:scheduler:scheduled_jobs")).isZero();
        assertThat(REDIS.client().exists("rq:job:a")).isTrue();
    }

    @Test
    void cancelWithDeleteTakesTheHashToo() {
        assertThat(REDIS.runJson("cancel", "--delete", "a").json().get(0)).containsEntry("cancelled", true);
        assertThat(REDIS.client().exists("rq:job:a")).isFalse();
    }

    @Test
    void cancelDoesWhatItCanAndSaysWhatItCannot() {
        CommandRun run = REDIS.run("cancel", "nothing", "a");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines()).containsExactly("cancelled a");
        assertThat(run.errLines()).containsExactly("rqscheduler: job \"nothing\" is not scheduled");
    }

    @Test
    void reschedule() {
        assertThat(REDIS.runJson("reschedule", "a", "2091-01-01T00:00Z").json().get(0))
                .containsEntry("due", "2091-01-01T00:00:00Z");
        assertThat(REDIS.client().zscore("rq:scheduler:scheduled_jobs", "a")).isEqualTo(3_818_448_000.0);
        assertThat(REDIS.run("reschedule", "a", "2090-01-01T00:00Z").out()).startsWith("a  due 2090-01-01 00:00:00Z");
        failed(REDIS.run("reschedule", "nothing", "2091-01-01T00:00Z"), "\"nothing\" is not scheduled");
    }

    @Test
    void enqueueMovesAtOnce() {
        assertThat(REDIS.run("enqueue", "a").outLines()).containsExactly("queued a");
        assertThat(REDIS.client().lrange("rq:queue:q", 0, -1)).containsExactly("a");
        failed(REDIS.run("enqueue", "a"), "\"a\" is not scheduled");
    }

    @Test
    void enqueueOfAJobThatCannotBeMoved() {
        REDIS.run("at", "2090-01-01T00:00Z", "f", "--id", "bad", "--meta", "{\"cron_string\":\"no cron\"}");
        failed(REDIS.run("enqueue", "bad"), "it is in quarantine: bad cron expression");
        REDIS.run("at", "2090-01-01T00:00Z", "f", "--id", "waits", "--depends-on", "a");
        failed(REDIS.run("enqueue", "waits"), "it is waiting for the jobs it depends on");
    }

    private static void failed(CommandRun run, String reason) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("rqscheduler: ")
                .contains(reason);
    }
}
