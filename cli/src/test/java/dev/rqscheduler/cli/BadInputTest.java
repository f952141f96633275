/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong usage: exit code 2, one line on stderr that says what and where, and nothing written. */
class BadInputTest {

    private static final PrivateRedis REDIS = new PrivateRedis();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void clear() {
        REDIS.clear();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                row("unknown option --frobnicate (see rqscheduler --help)", "--frobnicate"),
                row("unknown option --frobnicate (see rqscheduler list --help)", "list", "--frobnicate"),
                row("unknown subcommand \"lsit\", did you mean list?", "lsit"),
                row("unknown subcommand \"xyzzy\" (see", "xyzzy"),
                row("unexpected argument \"more\"", "show", "a", "more"),
                row("missing required parameter: 'FUNC'", "in", "5m"),
                row("missing required parameter", "cancel"),
                row("--burst is an option of the scheduler itself, not of list", "--burst", "list"),
                row("DURATION: bad duration \"5\": a unit is missing", "in", "5", "f"),
                row("DURATION: bad duration \" -5\": ", "in", "-5", "f"),
                row("DURATION: bad duration \"1y\"", "every", "1y", "f"),
                row("interval must be whole seconds", "every", "500ms", "f"),
                row("--interval: bad duration \"soon\"", "-i", "soon"),
                row("polling interval (--interval) must be between 1ms and 1d, not 0s", "-i", "0"),
                row("--lease: bad duration", "--lease", "x"),
                row("lease must be between 1s and 1h, not 1ms", "--lease", "1ms"),
                row("batch must be 1 to 2000", "--batch", "5000"),
                row("name must be 1 to 200 printable", "--name", "a b"),
                row("--embedded-dir is only valid with --embedded", "--embedded-dir", "x"),
                row("--embedded starts its own Redis: omit --host", "--embedded", "-H", "h"),
                row("demo starts its own Redis: omit --url", "demo", "--url", "redis://x"),
                row("at character 3 (minute): step 60 is larger than 59", "cron", "*/60 * * * *", "f"),
                row("has no match", "cron", "0 0 30 2 *", "f"),
                row("EXPR: bad cron expression", "next", "every day"),
                row("-n must be 1 to 1000", "next", "* * * * *", "-n", "0"),
                row("TIME: bad time \"2090-01-01T00:00\": the zone is missing", "at", "2090-01-01T00:00", "f"),
                row("TIME: bad time \"tomorrow\"", "at", "tomorrow", "f"),
                row("TIME: bad time \"4102444800000\": it is after the year 9999", "at", "4102444800000", "f"),
                row("--until: bad time", "list", "--until", "now"),
                row("--first: bad time", "every", "5m", "f", "--first", "now"),
                row(
                        "there is no such zone; did you mean Europe/Berlin?",
                        "cron",
                        "* * * * *",
                        "f",
                        "--cron-zone",
                        "Europe/Berln"),
                row("--zone: bad time zone", "next", "* * * * *", "--zone", "Mars"),
                row("--meta must be a JSON object", "in", "1h", "f", "--meta", "{\"a\""),
                row("--meta must be a JSON object", "in", "1h", "f", "--meta", "[1]"),
                row("--meta must be a JSON object", "in", "1h", "f", "--meta", "[".repeat(10_000)),
                row("--kwarg must be NAME=VALUE", "in", "1h", "f", "--kwarg", "novalue"),
                row("--serializer: must be pickle or json, not \"yaml\"", "in", "1h", "f", "--serializer", "yaml"),
                row("--log-format: must be text or json", "--log-format", "xml"),
                row("job id must be 1 to 255", "in", "1h", "f", "--id", "a b"),
                row("job id must be 1 to 255", "in", "1h", "f", "--depends-on", "a:b"),
                row("function must be the dotted path", "in", "1h", "a..b"),
                row("function must be the dotted path", "in", "1h", "f", "--on-success", "a b"),
                row("queue must have a name", "in", "1h", "f", "--queue", " "),
                row("--timeout: bad duration", "in", "1h", "f", "--timeout", "long"),
                row("timeout must be whole seconds", "in", "1h", "f", "--timeout", "1.5"),
                row("--repeat: ", "every", "5m", "f", "--repeat", "often"),
                row("repeat", "every", "5m", "f", "--repeat", "0"),
                row("retry: max must be at least 1", "in", "1h", "f", "--retry", "0"),
                row("--retry-interval needs --retry", "in", "1h", "f", "--retry-interval", "5s"),
                row("--limit must not be negative", "list", "--limit", "-1"),
                row("--port: ", "list", "-p", "abc"),
                row("schedule needs a subcommand", "schedule"),
                row("unknown subcommand \"aply\", did you mean apply?", "schedule", "aply"),
                row("unknown subcommand \"lst\", did you mean list?", "schedule", "lst"),
                row("missing required parameter: 'FILE'", "schedule", "apply"),
                row("missing required parameter: 'NAME'", "schedule", "pause"),
                row("none.yaml: does not exist", "schedule", "apply", "none.yaml"),
                row("name: must be 1 to 200 characters A-Z", "schedule", "show", "a b"),
                row("function: is required", "schedule", "put", "n", "--cron", "* * * * *"),
                row("has no timing: give one of cron", "schedule", "put", "n", "--function", "f"),
                row(
                        "every: cannot be combined with cron",
                        "schedule",
                        "put",
                        "n",
                        "--function",
                        "f",
                        "--cron",
                        "* * * * *",
                        "--every",
                        "1h"),
                row(
                        "jiter: is not a schedule field; did you mean jitter?",
                        "schedule",
                        "put",
                        "n",
                        "--function",
                        "f",
                        "--every",
                        "1h",
                        "--set",
                        "jiter=5s"),
                row(
                        "--set every: given twice",
                        "schedule",
                        "put",
                        "n",
                        "--function",
                        "f",
                        "--every",
                        "1h",
                        "--set",
                        "every=5s"),
                row("--set must be FIELD=VALUE", "schedule", "put", "n", "--function", "f", "--set", "x"),
                row("would never run", "schedule", "put", "n", "--function", "f", "--at", "2001-01-01T00:00:00Z"),
                row("--state: must be active or paused", "schedule", "list", "--state", "odd"),
                row("-n must be 1 to 1000", "schedule", "next", "n", "-n", "0"),
                row("export prints YAML", "schedule", "export", "--json"),
                row("--schedules-prune is only valid with --schedules", "--schedules-prune", "-b"),
                row("--schedules is an option of the scheduler itself", "--schedules", "f", "list"),
                row("quarantine needs a subcommand", "quarantine"),
                row("quarantine retry needs either job ids or --all", "quarantine", "retry"),
                row("quarantine retry needs either job ids or --all", "quarantine", "retry", "a", "--all"));
    }

    private static Arguments row(String message, String... args) {
        return Arguments.of(message, List.of(args));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrong")
    void isRefused(String message, List<String> args) {
        CommandRun run = REDIS.run(args.toArray(String[]::new));
        assertThat(run.err()).contains(message);
        assertThat(run.errLines()).singleElement().asString().startsWith("rqscheduler: ");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(REDIS.client().dbSize()).isZero();
    }

    @Test
    void noRedisIsOneLineWithAddressAndWhatToTry() {
        CommandRun run = CommandRun.of("list", "--url", "redis://:geheim@127.0.0.1:1/0", "-v");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("rqscheduler: cannot reach Redis at 127.0.0.1:1", "--url", "rqscheduler demo", "--embedded")
                .doesNotContain("geheim");
        assertThat(CommandRun.of("list", "-p", "1").errLines()).hasSize(1);
    }
}
