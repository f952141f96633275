/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @Test
    void versionNamesReleaseAndJava() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .matches("(?s)rqscheduler \\d+\\.\\d+\\S* \\(Java .*\\)\\s+tzdata .+ (from this|bundled with) .+\\s+");
    }

    @Test
    void helpShowsEveryFlagOfPythonsScript() {
        assertThat(CommandRun.of("--help").out())
                .contains("-b, --burst", "-H, --host", "-p, --port", "-d, --db", "-P, --password", "-u, --url")
                .contains(
                        "-i, --interval",
                        "--path",
                        "--pid",
                        "-j, --job-class",
                        "-q, --queue-class",
                        "-v, --verbose",
                        "--quiet")
                .contains("  quarantine", "  demo", "  next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at",
                "in",
                "every",
                "cron",
                "list",
                "show",
                "cancel",
                "reschedule",
                "count",
                "enqueue",
                "next",
                "quarantine",
                "schedule",
                "doctor",
                "why",
                "demo",
                "completion"
            })
    void everySubcommandHasHelpWithTheConnectionFlags(String name) {
        CommandRun run = CommandRun.of(name, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: rqscheduler " + name).contains("--url=URL", "--password-file");
        assertThat(CommandRun.of("help", name).out()).startsWith("Usage: rqscheduler " + name);
    }

    @Test
    void completionIsAScriptThatBashCanRead() throws IOException, InterruptedException {
        CommandRun run = CommandRun.of("completion");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("quarantine", "--log-format", "complete -F");
        Path shell = Prerequisites.program("bash", "bash");
        Process bash = new ProcessBuilder(shell.toString(), "-n")
                .redirectErrorStream(true)
                .start();
        try (var in = bash.getOutputStream()) {
            in.write(run.out().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(bash.inputReader().lines()).isEmpty();
        assertThat(bash.waitFor()).isZero();
    }
}
