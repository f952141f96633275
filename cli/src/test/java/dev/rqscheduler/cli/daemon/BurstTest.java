/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.JsonText;
import dev.rqscheduler.cli.PrivateRedis;
import dev.rqscheduler.embedded.RedisServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheduler within this JVM, in burst mode, where it ends by itself. */
class BurstTest {

    private static final PrivateRedis REDIS = new PrivateRedis();

    @TempDir
    private static Path folder = Path.of("");

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void clear() {
        REDIS.clear();
    }

    @Test
    void movesWhatIsDueAndEnds() {
        REDIS.run("at", "1000000000", "f", "--id", "due");
        REDIS.run("at", "2090-01-01T00:00Z", "f", "--id", "later");
        CommandRun run =
                REDIS.run("-b", "-i", "0.5", "--name", "n", "--lease", "10s", "--batch", "10", "--cron-zone", "UTC");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("starting as n: Redis at redis://127.0.0.1:" + REDIS.port()
                        + "/0, polling interval 500ms, lease 10s, cron zone UTC")
                .contains("stopped: 1 job moved");
        assertThat(run.errLines())
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO|WARN) .*"));
        assertThat(REDIS.client().lrange("rq:queue:default", 0, -1)).containsExactly("due");
        assertThat(REDIS.run("list").out()).contains("later").doesNotContain("due  ");
        assertThat(REDIS.client().exists("rq:scheduler_lock")).isFalse();
        assertThat(REDIS.client().hget("rq:scheduler_instance:n", "death")).isNotNull();
    }

    @Test
    void quietSaysNothingAndVerboseTellsEachMove() {
        REDIS.run("at", "1000000000", "f", "--id", "due");
        assertThat(REDIS.run("-b", "--quiet").err()).isEmpty();
        REDIS.run("at", "1000000000", "f", "--id", "due");
        assertThat(REDIS.run("-b", "-v").err()).contains("DEBUG job due moved to queue default");
    }

    @Test
    void jsonLogIsAnObjectPerLine() {
        CommandRun run = REDIS.run("-b", "--log-format", "json", "--path", "/x\"y");
        assertThat(run.errLines())
                .hasSizeGreaterThan(2)
                .allSatisfy(line ->
                        assertThat(JsonText.object(line)).containsKeys("timestamp", "level", "formattedMessage"));
    }

    /** What a line is about can be searched for without reading the words. */
    @Test
    void jsonLogHasFields() {
        REDIS.run("at", "1000000000", "f", "--id", "due", "--queue", "mail");
        REDIS.run("at", "1000000000", "f", "--id", "bad");
        REDIS.client().hset("rq:job:bad", "meta", "no pickle");
        CommandRun run = REDIS.run("-b", "-v", "--log-format", "json");
        assertThat(run.errLines().stream().map(JsonText::object))
                .anySatisfy(line -> assertThat(line)
                        .containsEntry("event", "moved")
                        .containsEntry("level", "DEBUG")
                        .containsEntry("job", "due")
                        .containsEntry("queue", "mail")
                        .containsEntry("due", "2001-09-09T01:46:40Z")
                        .hasEntrySatisfying(
                                "late_ms",
                                late -> assertThat(late)
                                        .isInstanceOf(BigDecimal.class)
                                        .asString()
                                        .matches("\\d{12,}")))
                .anySatisfy(line -> assertThat(line)
                        .containsEntry("event", "quarantined")
                        .containsEntry("level", "ERROR")
                        .containsEntry("job", "bad")
                        .containsEntry("cause", "format"));
    }

    @Test
    void anErrorIsJsonToo() {
        CommandRun run = CommandRun.of("-b", "-p", "1", "--log-format", "json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines())
                .hasSize(2)
                .last()
                .satisfies(line -> assertThat(JsonText.object(line))
                        .containsEntry("level", "ERROR")
                        .hasEntrySatisfying(
                                "formattedMessage",
                                text -> assertThat(text).asString().startsWith("cannot reach Redis at localhost:1")));
    }

    @Test
    void whatOnlyPythonHasIsTakenWithALine() {
        CommandRun run = REDIS.run("-b", "--path", ".", "-j", "my.Job", "-q", "my.Queue");
        assertThat(run.exitCode()).isZero();
        assertThat(run.errLines().stream().filter(line -> line.contains("WARN")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("--path is not used"),
                        line -> assertThat(line).contains("--job-class is ignored"),
                        line -> assertThat(line).contains("--queue-class is ignored"));
    }

    @Test
    void aPasswordOnTheCommandLineIsTakenWithAWarning() {
        CommandRun run = CommandRun.of("-b", "-H", "127.0.0.1", "-p", "1", "-P", "geheim");
        assertThat(run.err()).contains("WARN  -P/--password is visible").doesNotContain("geheim");
    }

    @Test
    void wrongOrMissingPassword() {
        try (RedisServer guarded = RedisServer.builder().password("rightone").start()) {
            String port = Integer.toString(guarded.port());
            for (String[] args : new String[][] {
                {"-b", "-p", port}, {"-b", "-p", port, "-P", "wrongone", "-v"}, {"list", "-p", port, "-P", "wrongone"}
            }) {
                CommandRun run = CommandRun.of(args);
                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.err())
                        .contains("Redis at localhost:" + port + " answered")
                        .contains("RQ_REDIS_PASSWORD, --password-file")
                        .doesNotContain("rightone")
                        .doesNotContain("wrongone");
            }
            assertThat(CommandRun.of("-b", "-p", port, "-P", "rightone").exitCode())
                    .isZero();
        }
    }

    @Test
    void aNameThatIsTaken() {
        REDIS.client().hset("rq:scheduler_instance:taken", "birth", "1");
        CommandRun run = REDIS.run("-b", "--name", "taken");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines())
                .last()
                .asString()
                .startsWith("rqscheduler: ")
                .contains("\"taken\" is already active");
    }

    @Test
    void aPidFileThatCannotBeWritten() {
        CommandRun run = REDIS.run("-b", "--pid", folder.resolve("none/pid").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot write the process id to");
    }

    @Test
    void embeddedKeepsItsDataInItsFolder() {
        String data = folder.resolve("data").toString();
        CommandRun first = CommandRun.of("-b", "--embedded", "--embedded-dir", data);
        assertThat(first.exitCode()).isZero();
        assertThat(first.err())
                .containsPattern("started (Redis|Valkey) \\d+\\.\\d+\\.\\d+, ")
                .contains("data in " + data)
                .contains("--url redis://127.0.0.1:");
        assertThat(folder.resolve("data")).isNotEmptyDirectory();
    }
}
