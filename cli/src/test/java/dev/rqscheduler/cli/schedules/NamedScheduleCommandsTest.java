/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.PrivateRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** schedule put, list, show, next, pause, resume, run-now, skip-next, history, delete. */
class NamedScheduleCommandsTest {

    private static final PrivateRedis REDIS = new PrivateRedis();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void put() {
        REDIS.clear();
        CommandRun run = REDIS.run(
                "schedule",
                "put",
                "nightly",
                "--function",
                "shop.report",
                "--arg",
                "7",
                "--arg",
                "x",
                "--kwarg",
                "k=[1]",
                "--cron",
                "0 3 * * *",
                "--zone",
                "Europe/Berlin",
                "--queue",
                "reports",
                "--set",
                "overlap=wait",
                "--by",
                "me");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("+ nightly  next 20")
                .contains("    args: [7, \"x\"]", "    kwargs: {\"k\": [1]}", "    overlap: \"wait\"", "added");
    }

    @Test
    void puttingTheSameChangesNothingAndAnotherOneTellsEachField() {
        assertThat(json("put", "nightly", "--function", "shop.report", "--cron", "0 4 * * *", "--set", "max_runs=5"))
                .containsEntry("change", "changed")
                .hasEntrySatisfying(
                        "fields",
                        fields -> assertThat(String.valueOf(fields))
                                .contains(
                                        "{field=cron, before=0 3 * * *, after=0 4 * * *}",
                                        "{field=overlap, before=wait, after=<null>}"));
        CommandRun same = REDIS.run(
                "schedule",
                "put",
                "nightly",
                "--function",
                "shop.report",
                "--cron",
                "0 4 * * *",
                "--set",
                "max_runs=5");
        assertThat(same.outLines()).hasSize(2).last().isEqualTo("unchanged");
        CommandRun other = REDIS.run("schedule", "put", "nightly", "--function", "shop.report", "--every", "1h");
        assertThat(other.out()).contains("cron: \"0 4 * * *\" -> (default)", "every: (default) -> \"1h\"", "changed");
    }

    @Test
    void list() {
        REDIS.run("schedule", "put", "a", "--function", "f", "--every", "1h", "--group", "g");
        REDIS.run("schedule", "pause", "a", "--reason", "the warehouse moves");
        REDIS.run("schedule", "run-now", "a");
        assertThat(REDIS.run("schedule", "list").outLines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("NAME"),
                        line -> assertThat(line)
                                .startsWith("a        PAUSED: the warehouse moves  ")
                                .contains("queued ", " ago, job queued")
                                .endsWith("0     f, every 1h"),
                        line -> assertThat(line)
                                .startsWith("nightly  active")
                                .contains(":00:00Z  in ")
                                .endsWith("shop.report, cron 0 3 * * *"));
        assertThat(REDIS.run("schedule", "list", "--group", "g").outLines()).hasSize(2);
        assertThat(REDIS.run("schedule", "list", "--state", "Active").out())
                .contains("nightly")
                .doesNotContain("PAUSED");
        assertThat(REDIS.run("schedule", "list", "--state", "broken").err()).contains("no matching schedules");
        assertThat(REDIS.runJson("schedule", "list", "--state", "paused").json())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("name", "a")
                        .containsEntry("state", "paused")
                        .containsEntry("group", "g")
                        .containsEntry("pause_reason", "the warehouse moves")
                        .containsEntry("last_outcome", "queued")
                        .containsEntry("definition", Map.of("group", "g", "function", "f", "every", "1h")));
    }

    @Test
    void longListsComePageByPage() {
        for (int i = 0; i < 450; i++) {
            REDIS.client()
                    .hset(
                            "rq:scheduling:schedule:s" + (1000 + i),
                            "definition",
                            "{\"function\": \"f\", \"every\": \"1h\"}");
            REDIS.client().zadd("rq:scheduling:schedule-names", 0, "s" + (1000 + i));
        }
        assertThat(REDIS.run("schedule", "list").outLines()).hasSize(452);
    }

    @Test
    void show() {
        REDIS.run("schedule", "pause", "nightly", "--reason", "r", "--by", "you@there");
        REDIS.run("schedule", "run-now", "nightly", "--by", "you@there");
        assertThat(REDIS.run("schedule", "show", "nightly").outLines())
                .anyMatch(line -> line.matches("state +PAUSED: r"))
                .anyMatch(line -> line.matches("paused +20.* by you@there"))
                .anyMatch(line -> line.matches("cron +0 3 \\* \\* \\*"))
                .anyMatch(line -> line.matches("args +\\[7, \"x\"]"))
                .anyMatch(line -> line.matches("due in Europe/Berlin +... 20.* 03:00:00 \\+0[12]:00"))
                .anyMatch(line -> line.matches("20.*  queued +nightly-.* queued +you@there"));
        assertThat(json("show", "nightly"))
                .containsEntry("paused_by", "you@there")
                .hasEntrySatisfying(
                        "times", times -> assertThat((List<?>) times).hasSize(5))
                .hasEntrySatisfying(
                        "history", lines -> assertThat((List<?>) lines).hasSize(1));
    }

    @Test
    void next() {
        assertThat(REDIS.run("schedule", "next", "nightly", "-n", "3").outLines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("CLOCK IN Europe/Berlin");
        assertThat(REDIS.runJson("schedule", "next", "nightly").json())
                .hasSize(5)
                .allSatisfy(
                        line -> assertThat(String.valueOf(line.get("clock"))).contains("T03:00+0"));
        REDIS.run("schedule", "pause", "nightly");
        assertThat(REDIS.run("schedule", "next", "nightly").err()).contains("is paused");
    }

    @Test
    void pauseAndResumeAreToldOneByOne() {
        assertThat(REDIS.run("schedule", "pause", "nightly").outLines()).containsExactly("paused nightly");
        assertThat(REDIS.run("schedule", "pause", "nightly").out()).contains("was already paused");
        CommandRun run = REDIS.run("schedule", "resume", "nightly", "none");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines()).containsExactly("resumed nightly");
        assertThat(run.errLines()).containsExactly("rqscheduler: there is no schedule \"none\"");
        assertThat(REDIS.run("schedule", "resume", "nightly").outLines()).containsExactly("nightly was not paused");
    }

    @Test
    void runNowPrintsTheJobAndHistoryHasIt() {
        String job = REDIS.run("schedule", "run-now", "nightly", "--by", "me@here")
                .out()
                .strip();
        assertThat(REDIS.client().lrange("rq:queue:reports", 0, -1)).containsExactly(job);
        REDIS.client().hset("rq:job:" + job, "status", "finished");
        assertThat(REDIS.run("schedule", "history", "nightly").outLines())
                .hasSize(2)
                .last()
                .asString()
                .contains("queued", job, "finished", "me@here");
        assertThat(REDIS.runJson("schedule", "history", "nightly", "-n", "1").json())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("outcome", "queued")
                        .containsEntry("job", job)
                        .containsEntry("job_status", "finished")
                        .containsEntry("asked_by", "me@here"));
    }

    @Test
    void skippedRunsAreInTheHistory() throws InterruptedException {
        REDIS.run("schedule", "put", "soon", "--function", "f", "--every", "1s");
        assertThat(REDIS.run("schedule", "skip-next", "soon").out()).startsWith("soon will skip its run of 20");
        Thread.sleep(1_100);
        assertThat(REDIS.run("--burst", "--quiet").exitCode()).isZero();
        assertThat(REDIS.run("schedule", "history", "soon").out()).contains("skipped: asked");
        assertThat(REDIS.run("schedule", "skip-next", "nightly", "--json").json())
                .singleElement()
                .satisfies(line -> assertThat(line).containsKeys("skipped", "skipped_epoch"));
    }

    @Test
    void delete() {
        CommandRun run = REDIS.run("schedule", "delete", "nightly", "none");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines()).containsExactly("deleted nightly");
        assertThat(run.errLines()).containsExactly("rqscheduler: there is no schedule \"none\"");
        assertThat(REDIS.run("schedule", "list").err()).contains("no schedules");
    }

    @Test
    void whatIsNotThere() {
        for (String verb : List.of("show", "next", "history", "run-now", "skip-next", "pause", "resume", "delete")) {
            CommandRun run = REDIS.run("schedule", verb, "none");
            assertThat(run.exitCode()).as(verb).isEqualTo(1);
            assertThat(run.errLines()).as(verb).containsExactly("rqscheduler: there is no schedule \"none\"");
        }
    }

    @Test
    void whoIsTheUserAndTheHostByDefault() {
        REDIS.run("schedule", "put", "mine", "--function", "f", "--every", "1h");
        assertThat(String.valueOf(json("show", "mine").get("updated_by")))
                .matches(System.getProperty("user.name") + "@.+");
    }

    private static Map<String, Object> json(String... args) {
        String[] words = new String[args.length + 1];
        words[0] = "schedule";
        System.arraycopy(args, 0, words, 1, args.length);
        CommandRun run = REDIS.runJson(words);
        assertThat(run.err()).isEmpty();
        return run.json().get(0);
    }
}
