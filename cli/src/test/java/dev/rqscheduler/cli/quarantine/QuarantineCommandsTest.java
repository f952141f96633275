/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.PrivateRedis;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuarantineCommandsTest {

    private static final PrivateRedis REDIS = new PrivateRedis();
    private static final String REASON = "bad cron expression \"every day\"";

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    /** Ten jobs that are due, two of which cannot be moved. */
    @BeforeEach
    void quarantine() {
        REDIS.clear();
        for (int i = 0; i < 8; i++) {
            REDIS.run("at", "1000000000", "f", "--id", "good" + i);
        }
        REDIS.run("at", "1000000000", "f", "--id", "bad1", "--meta", "{\"cron_string\":\"every day\"}");
        REDIS.run("at", "1000000000", "f", "--id", "bad2", "--meta", "{\"interval\":\"often\"}");
        assertThat(REDIS.run("--burst", "--quiet").exitCode()).isZero();
        assertThat(REDIS.client().llen("rq:queue:default")).isEqualTo(8);
    }

    @Test
    void listSaysWhy() {
        CommandRun run = REDIS.run("quarantine", "list");
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines()).hasSize(3);
        assertThat(run.out()).contains("SINCE", "bad1  " + REASON, "bad2", "often");
    }

    @Test
    void listAsJson() {
        assertThat(REDIS.runJson("quarantine", "list").json()).hasSize(2).anySatisfy(job -> {
            assertThat(job)
                    .containsEntry("id", "bad1")
                    .containsEntry("due", "2001-09-09T01:46:40Z")
                    .containsEntry("queue", "default");
            assertThat(job.get("reason")).asString().startsWith(REASON);
        });
    }

    @Test
    void anEmptyQuarantine() {
        REDIS.clear();
        CommandRun run = REDIS.run("quarantine", "list");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no jobs in quarantine");
    }

    @Test
    void show() {
        assertThat(REDIS.run("quarantine", "show", "bad1").outLines())
                .anyMatch(line -> line.startsWith("reason   " + REASON))
                .anyMatch(line -> line.startsWith("was due  2001-09-09 01:46:40Z"))
                .anyMatch(line -> line.matches("call +f\\(\\)"));
        Map<String, Object> json =
                REDIS.runJson("quarantine", "show", "bad1").json().get(0);
        assertThat(json).containsEntry("id", "bad1");
        failed(REDIS.run("quarantine", "show", "good1"), "job \"good1\" is not in quarantine");
        assertThat(REDIS.run("show", "bad1").out()).containsPattern("in quarantine +" + Pattern.quote(REASON));
    }

    @Test
    void retryPutsBackWithTheOldDueTime() {
        assertThat(REDIS.run("quarantine", "retry", "bad1").outLines())
                .containsExactly("job \"bad1\" is scheduled again");
        assertThat(REDIS.client().zscore("rq:scheduler:scheduled_jobs", "bad1")).isEqualTo(1e9);
        failed(REDIS.run("quarantine", "retry", "bad1"), "is not in quarantine");
    }

    @Test
    void retryAll() {
        REDIS.client().del("rq:job:bad2");
        CommandRun run = REDIS.runJson("quarantine", "retry", "--all");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json())
                .containsExactlyInAnyOrder(
                        Map.of("id", "bad1", "outcome", "retried"), Map.of("id", "bad2", "outcome", "missing"));
        assertThat(run.errLines()).singleElement().asString().contains("\"bad2\" has lost its hash");
    }

    @Test
    void drop() {
        CommandRun run = REDIS.run("quarantine", "drop", "bad1", "nothing");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines()).containsExactly("dropped bad1");
        assertThat(run.errLines()).containsExactly("rqscheduler: job \"nothing\" is not in quarantine");
        assertThat(REDIS.client().exists("rq:job:bad1")).isTrue();
        assertThat(REDIS.runJson("quarantine", "drop", "bad2", "--delete").json())
                .containsExactly(Map.of("id", "bad2", "dropped", true));
        assertThat(REDIS.client().exists("rq:job:bad2")).isFalse();
    }

    private static void failed(CommandRun run, String reason) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("rqscheduler: ")
                .contains(reason);
    }
}
