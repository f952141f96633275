/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.PrivateRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** schedule plan, apply, export. */
class ScheduleFilesTest {

    private static final PrivateRedis REDIS = new PrivateRedis();
    private static final String EXAMPLE = "../docs/schedules.example.yaml";

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void clear() {
        REDIS.clear();
    }

    @Test
    void theExampleIsAppliedAndThenUnchanged() {
        assertThat(REDIS.run("schedule", "plan", EXAMPLE).outLines())
                .last()
                .isEqualTo("4 to add, 0 to change, 0 to remove, 0 unchanged");
        assertThat(REDIS.client().dbSize()).isZero();
        CommandRun run = REDIS.run("schedule", "apply", EXAMPLE);
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).last().isEqualTo("4 added, 0 changed, 0 removed, 0 unchanged");
        var before = REDIS.client().hgetAll("rq:scheduling:schedule:nightly-report");
        assertThat(REDIS.run("schedule", "apply", EXAMPLE).outLines())
                .containsExactly("0 added, 0 changed, 0 removed, 4 unchanged");
        assertThat(REDIS.client().hgetAll("rq:scheduling:schedule:nightly-report"))
                .isEqualTo(before);
    }

    @Test
    void planTellsEachFieldAndChangesNothing() throws IOException {
        REDIS.run("schedule", "apply", file("a", "  x: {function: f, every: 1h}", "  y: {function: f, every: 1h}"));
        CommandRun run = REDIS.run(
                "schedule",
                "plan",
                "--prune",
                file("a", "  x: {function: f, every: 2h}", "  z: {function: f, every: 1h}"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines())
                .anyMatch(line -> line.startsWith("~ x  next "))
                .contains("    every: \"1h\" -> \"2h\"", "- y")
                .anyMatch(line -> line.startsWith("+ z  next "))
                .endsWith("1 to add, 1 to change, 1 to remove, 0 unchanged");
        assertThat(REDIS.run("schedule", "list").outLines()).hasSize(3);
        assertThat(REDIS.runJson("schedule", "plan", "--prune", file("a", "  x: {function: f, every: 1h}"))
                        .json())
                .extracting(line -> line.get("name") + " " + line.get("change"))
                .containsExactly("x unchanged", "y removed");
    }

    @Test
    void pruningStaysWithinTheGroup() throws IOException {
        REDIS.run("schedule", "apply", file("a", "  a1: {function: f, every: 1h}", "  a2: {function: f, every: 1h}"));
        REDIS.run("schedule", "apply", file("b", "  b1: {function: f, every: 1h}"));
        REDIS.run("schedule", "put", "alone", "--function", "f", "--every", "1h");
        CommandRun run = REDIS.run("schedule", "apply", "--prune", file("a", "  a1: {function: f, every: 1h}"));
        assertThat(run.outLines()).containsExactly("- a2", "0 added, 0 changed, 1 removed, 1 unchanged");
        assertThat(names()).containsExactly("a1", "alone", "b1");
    }

    @Test
    void oneThatMovesFromOneGroupToAnotherKeepsItsPast() throws IOException {
        REDIS.run(
                "schedule",
                "apply",
                file("a", "  x: {function: f, every: 1h}"),
                file("b", "  y: {function: f, every: 1h}"));
        REDIS.run("schedule", "run-now", "x");
        CommandRun run = REDIS.run(
                "schedule",
                "apply",
                "--prune",
                file("a", "  z: {function: f, every: 1h}"),
                file("b", "  x: {function: f, every: 1h}"));
        assertThat(run.out()).contains("~ x", "group: \"a\" -> \"b\"", "- y");
        assertThat(REDIS.run("schedule", "history", "x").outLines()).hasSize(2);
    }

    @Test
    void aWrongFileAppliesNothing() throws IOException {
        String wrong = file(
                "w", "  good: {function: f, every: 1h}", "  bad: {function: f, every: often}", "  odd: {funktion: f}");
        for (String verb : List.of("apply", "plan")) {
            CommandRun run = REDIS.run("schedule", verb, wrong);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.errLines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("rqscheduler: " + wrong + ":4: bad.every: bad duration"),
                            line -> assertThat(line)
                                    .startsWith("rqscheduler: " + wrong + ":5: odd.funktion: is not a schedule field"));
            assertThat(run.out()).isEmpty();
        }
        assertThat(REDIS.client().dbSize()).isZero();
    }

    @Test
    void oneThatWouldNeverRunIsAMistakeToo() throws IOException {
        String wrong =
                file("w", "  good: {function: f, every: 1h}", "  past: {function: f, at: ['2001-01-01T00:00:00Z']}");
        CommandRun run = REDIS.run("schedule", "apply", wrong);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly("rqscheduler: " + wrong + ":4: past: would never run: it has no future due time");
        assertThat(REDIS.client().dbSize()).isZero();
    }

    @Test
    void anEmptyGroupIsNotPruned() throws IOException {
        Path file = folder.resolve("e.yaml");
        Files.writeString(file, "group: ''\nschedules: {}");
        CommandRun run = REDIS.run("schedule", "apply", "--prune", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("it has no group");
    }

    @Test
    void whatIsExportedIsUnchangedWhenApplied() throws IOException {
        REDIS.run("schedule", "apply", EXAMPLE);
        REDIS.run(
                "schedule",
                "put",
                "odd",
                "--group",
                "shop",
                "--function",
                "f",
                "--every",
                "1h",
                "--kwarg",
                "k=yes",
                "--kwarg",
                "n={\"a\": [1.5, null, \"ö #: x\"]}",
                "--set",
                "description=\"true\"",
                "--arg",
                "12345678901234567890");
        CommandRun run = REDIS.run("schedule", "export", "--group", "shop");
        assertThat(run.exitCode()).isZero();
        Path file = folder.resolve("export.yaml");
        Files.writeString(file, run.out());
        assertThat(REDIS.run("schedule", "apply", file.toString()).outLines())
                .containsExactly("0 added, 0 changed, 0 removed, 5 unchanged");
        REDIS.run("schedule", "put", "other", "--function", "f", "--every", "1h");
        assertThat(REDIS.run("schedule", "export").err()).contains("choose one with --group: \"\", \"shop\"");
        assertThat(REDIS.run("schedule", "export", "--group", "none").err())
                .contains("there are no schedules in group \"none\"");
    }

    @Test
    void jobsOfRqSchedulerAreAdopted() throws IOException {
        REDIS.run(
                "every",
                "5m",
                "shop.poll",
                "1",
                "--id",
                "p1",
                "--kwarg",
                "k=v",
                "--queue",
                "q",
                "--repeat",
                "3",
                "--timeout",
                "60");
        REDIS.run("every", "5m", "shop.poll", "--id", "p2", "--meta", "{\"mine\": 1}", "--result-ttl", "-1");
        REDIS.run("cron", "0 9 * * mon", "shop.report", "--id", "c1", "--on-failure", "a.b", "--serializer", "json");
        REDIS.run("in", "5m", "once", "--id", "o1");
        // Arguments that only pickle carries: (b"x",).
        REDIS.run("every", "1h", "bytes", "--id", "b1");
        byte[] pickle = {'(', 'X', 1, 0, 0, 0, 'f', 'N', '(', 'C', 1, 'x', 't', '}', 't', '.'};
        REDIS.client()
                .hset(
                        "rq:job:b1".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "data".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        pickle);
        CommandRun run = REDIS.run("schedule", "export", "--adopt", "--group", "old", "--zone", "Europe/Berlin");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("#      rqscheduler cancel ", "# job b1 cannot be exported: args[0] is a Bytes of Python");
        Path file = folder.resolve("old.yaml");
        Files.writeString(file, run.out());
        CommandRun applied = REDIS.run("schedule", "apply", file.toString());
        assertThat(applied.err()).isEmpty();
        assertThat(names()).containsExactly("shop-poll", "shop-poll-2", "shop-report");
        String report = REDIS.run("schedule", "list", "--json").out();
        assertThat(report)
                .contains("\"cron\": \"0 9 * * mon\", \"zone\": \"Europe/Berlin\"")
                .contains("\"on_failure\": \"a.b\"")
                .contains("\"max_runs\": 3")
                .contains("\"timeout\": \"1m\"")
                .contains("\"meta\": {\"mine\": 1}")
                .contains("\"result_ttl\": -1");
        assertThat(REDIS.run("schedule", "export", "--adopt").out()).contains("shop-poll-3:");
    }

    private List<String> names() {
        return REDIS.runJson("schedule", "list").json().stream()
                .map(line -> String.valueOf(line.get("name")))
                .toList();
    }

    /** A file of a group of that name. */
    private String file(String group, String... schedules) throws IOException {
        Path file = folder.resolve(group + ".yaml");
        Files.writeString(file, "group: " + group + "\nschedules:\n" + String.join("\n", schedules) + "\n");
        return file.toString();
    }
}
