/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every part can be run and finds every job moved once. The figures are not tested. */
@Tag("long")
class BenchIT {

    private static final Path MODULE = Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), ""))
            .toAbsolutePath();

    @Test
    void smokeRun_measuresEveryPartAndMovesEveryJobOnce(@TempDir Path folder) throws IOException, InterruptedException {
        Path json = folder.resolve("bench.json");
        Path markdown = folder.resolve("bench.md");
        String output =
                run(0, "--smoke", "--seed", "4711", "--json", json.toString(), "--markdown", markdown.toString());

        assertThat(output).contains("Every job of every run was moved once, none early.");
        assertThat(Files.readString(markdown))
                .contains(
                        "## Moves a second",
                        "## What a move costs Redis",
                        "## Named schedules",
                        "## Lateness",
                        "## Idle",
                        "## Starts")
                .contains(
                        "## Memory", "## Scheduling with the client", "## Pages", "## Jitter", "seed: 4711", "Redis ");
        String figures = Files.readString(json);
        for (String name : List.of(
                "moves/one-off/medium/ours",
                "moves/one-off/medium/ceiling",
                "moves/one-off/medium/rq",
                "moves/cron/medium/sequence",
                "moves/cron/medium/classes",
                "schedules/named/rate",
                "schedules/cron/rate",
                "schedules/existing/1000/resident",
                "lateness/burst/max",
                "lateness/5000/p99",
                "idle/0/sent",
                "footprint/burst",
                "footprint/long run/peak",
                "footprint/large/resident",
                "client/bulk")) {
            assertThat(figures).containsPattern(Pattern.quote("\"name\" : \"" + name + "\""));
        }
        assertThat(figures).containsPattern("\"problems\" : \\[ *]");
    }

    @Test
    void against_anotherBuild_measuresBothInTurns(@TempDir Path folder) throws IOException, InterruptedException {
        Path json = folder.resolve("bench.json");
        String jar = MODULE.resolve("../cli/target/rqscheduler.jar").normalize().toString();
        String output = run(0, "--smoke", "--against", jar, "--repetitions", "2", "--json", json.toString());

        assertThat(output)
                .contains("other build: " + jar + ", rqscheduler ")
                .contains("## Rates of this build and the other", "## What a job costs", "## Start and memory")
                .contains("Every job of every run was moved once, none early.");
        String figures = Files.readString(json);
        for (String what : List.of(
                "one-off",
                "interval",
                "cron",
                "named schedules",
                "cron, in scripts",
                "named schedules, scheduler",
                "start",
                "resident when idle",
                "most resident ever")) {
            for (String who : List.of("this", "other", "ratio")) {
                assertThat(figures).containsPattern(Pattern.quote("\"name\" : \"against/" + what + "/" + who + "\""));
            }
        }
        assertThat(figures).containsPattern("\"problems\" : \\[ *]");
    }

    @Test
    void against_invalidJar_isUsageError(@TempDir Path folder) throws IOException, InterruptedException {
        Path text = Files.writeString(folder.resolve("other.jar"), "no jar");
        assertThat(run(2, "--smoke", "--against", text.toString()))
                .contains("--against: " + text + " is no build of rqscheduler");
        assertThat(run(2, "--smoke", "--against", folder + "/none.jar"))
                .contains("--against: no jar of another build at " + folder + "/none.jar");
        assertThat(run(2, "--against", text.toString(), "--only", "moves")).contains("cannot be combined with --only");
    }

    private static String run(int status, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                MODULE.resolve("target/rqscheduler-lab.jar").toString(),
                "bench",
                "--root",
                MODULE.resolve("..").normalize().toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return output;
    }
}
