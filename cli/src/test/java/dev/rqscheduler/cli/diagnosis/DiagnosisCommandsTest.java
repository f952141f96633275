/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.JsonText;
import dev.rqscheduler.cli.PrivateRedis;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiagnosisCommandsTest {

    private static final PrivateRedis REDIS = new PrivateRedis();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void sound() {
        REDIS.clear();
        REDIS.client().configSet("save", "3600 1");
        REDIS.client().configSet("maxmemory-policy", "noeviction");
        REDIS.client().hset("rq:scheduler_instance:s", Map.of("birth", "1", "token", "t"));
        REDIS.client().expire("rq:scheduler_instance:s", 600);
    }

    @Test
    void doctorOfASoundRedis() {
        CommandRun run = REDIS.run("doctor");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines())
                .hasSize(20)
                .contains("pass  lock             free", "pass  quarantine       empty")
                .last()
                .isEqualTo("19 passed, 0 warnings, 0 failed, 0 skipped");
    }

    @Test
    void doctorWarns() {
        REDIS.client().zadd("rq:scheduling:quarantine", 1, "bad");
        CommandRun run = REDIS.run("doctor");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.outLines())
                .contains("WARN  quarantine       1 job could not be moved and will not run")
                .anyMatch(line -> line.matches(" {23}-> rqscheduler quarantine list .*"));
    }

    @Test
    void doctorFails() {
        REDIS.client().zadd("rq:scheduling:quarantine", 1, "bad");
        REDIS.client().set("rq:scheduler_lock", "x\u001b[2J");
        CommandRun run = REDIS.run("doctor");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("FAIL  lock", "\\u001b[2J").doesNotContain("\u001b");
    }

    @Test
    void doctorForScripts() {
        REDIS.client().zadd("rq:scheduling:quarantine", 1, "bad");
        CommandRun run = REDIS.runJson("doctor", "--all");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.json())
                .hasSize(19)
                .anySatisfy(finding -> assertThat(finding)
                        .containsEntry("check", "lock")
                        .containsEntry("level", "pass")
                        .containsEntry("what", "free")
                        .containsEntry("remedy", JsonText.NULL))
                .anySatisfy(finding ->
                        assertThat(finding).containsEntry("check", "quarantine").containsEntry("level", "warn"));
    }

    @Test
    void doctorWithoutRedis() {
        CommandRun run = CommandRun.of("doctor", "--port", "1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines().get(0)).startsWith("FAIL  redis  cannot reach Redis at localhost:1 (");
        assertThat(run.outLines()).hasSize(3);
    }

    @Test
    void whyForPeople() {
        REDIS.run("every", "1h", "f", "1", "--id", "a", "--queue", "q", "--first", "2090-01-01T00:00Z");
        CommandRun run = REDIS.run("why", "a");
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines())
                .anyMatch(line -> line.startsWith("where  scheduled, due "))
                .contains("what   f(1), queue \"q\", every 1h", "waits  for its due time")
                .anyMatch(line -> line.startsWith("last   status scheduled"))
                .anyMatch(line -> line.startsWith("       created "));
    }

    @Test
    void whyForScripts() {
        REDIS.run("at", "2090-01-01T00:00Z", "f", "--id", "a");
        assertThat(REDIS.runJson("why", "a").json())
                .singleElement()
                .satisfies(why -> assertThat(why)
                        .containsEntry("id", "a")
                        .containsEntry("place", "scheduled")
                        .containsEntry("due", "2090-01-01T00:00:00Z")
                        .containsEntry("waits", "for its due time")
                        .containsEntry("do", JsonText.NULL));
    }

    @Test
    void whyOfNothing() {
        CommandRun run = REDIS.run("why", "nothing");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).singleElement().asString().startsWith("rqscheduler: no trace of job \"nothing\"");
        assertThat(REDIS.run("why").exitCode()).isEqualTo(2);
    }
}
