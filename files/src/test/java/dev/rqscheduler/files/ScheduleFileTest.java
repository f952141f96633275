/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of schedules: what is read, and where mistakes are. */
class ScheduleFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void defaultsGroupAndFields() {
        Map<String, Schedule> read = read("""
                group: shop
                defaults:
                  queue: reports
                  zone: Europe/Berlin
                schedules:
                  nightly-report:
                    function: shop.jobs.report
                    args: [7, 1.5, ~, true, "5", {a: 0x10}]
                    cron: "H 3 * * mon-fri"
                  poll:
                    function: shop.jobs.poll
                    every: 15m
                    queue: null
                """);
        assertThat(ScheduleJson.text(named(read, "nightly-report")))
                .isEqualTo(
                        "{\"group\": \"shop\", \"function\": \"shop.jobs.report\", \"args\": [7, 1.5, null, true, \"5\","
                                + " {\"a\": 16}], \"queue\": \"reports\", \"cron\": \"H 3 * * mon-fri\", \"zone\": \"Europe/Berlin\"}");
        assertThat(named(read, "poll").job().queue()).isEqualTo("default");
    }

    @Test
    void theFilesNameIsTheGroupByDefault() {
        assertThat(named(read("schedules: {a: {function: f, every: 1h}}"), "a").group())
                .isEqualTo("jobs");
    }

    @Test
    void whatYaml11TakesForSomethingElseIsText() {
        Schedule schedule = named(
                read("schedules: {a: {function: f, every: 1h, exclude: [2026-12-25], args: [yes, on, 12:30, 1_000]}}"),
                "a");
        assertThat(ScheduleJson.text(schedule))
                .contains("[\"yes\", \"on\", \"12:30\", \"1_000\"]")
                .contains("[\"2026-12-25\"]");
    }

    @Test
    void allMistakesAreToldWithTheirLines() {
        assertThat(wrong("""
                        groop: shop
                        defaults:
                          zone: Mars
                          queue: reports
                        schedules:
                          a:
                            function: f
                            every: 1h
                          b:
                            funktion: f
                            cron: 0 3 * * *
                            group: other
                          "c d":
                            function: f
                            zone: UTC
                            every: 1h
                          e:
                            function: f
                            zone: UTC
                            every: often
                          f:
                            zone: UTC
                            every: 1h
                          g:
                            function: f
                            function: g
                          h: 5
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("1: groop: is not a key of a schedule file"),
                        line -> assertThat(line).startsWith("3: defaults.zone: bad time zone \"Mars\""),
                        line -> assertThat(line)
                                .isEqualTo("10: b.funktion: is not a schedule field; did you mean function?"),
                        line -> assertThat(line).startsWith("12: b.group: belongs to the file"),
                        line -> assertThat(line).startsWith("13: c d: must be 1 to 200 characters A-Z"),
                        line -> assertThat(line).startsWith("20: e.every: bad duration \"often\""),
                        line -> assertThat(line).startsWith("21: f.function: is required"),
                        line -> assertThat(line).isEqualTo("26: g.function: appears twice: first on line 25"),
                        line -> assertThat(line).startsWith("27: h: must be a mapping"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    schedules: {a: {function: f, args: [1, 2}}       | 1: is not YAML:
                    schedules: {a: {function: !!java.net.URL [x]}}   | 1: a.function: cannot be
                    schedules: {a: {function: f, args: [!x y]}}      | 1: a.args[0]: cannot be "y" as !x
                    schedules: {a: {function: f, kwargs: {1: 2}}}    | 1: a.kwargs: keys must be strings: write "1"
                    schedules: {7: {function: f}}                    | 1: keys must be strings: write "7"
                    schedules: [a, b]                                | 1: schedules: must be a mapping
                    schedules: {a: &x {function: f}, b: *x}          | 1: aliases (*name) are not supported
                    schedules: {a: {function: f}}                    | 1: a: has no timing: give one of cron
                    schedules: {a: {<<: {function: f}}}              | 1: merge keys (<<) are not supported
                    group: 5                                         | 1: group: must be a string
                    just words                                       | 1: must be a mapping with schedules:
                    {}                                               | 1: must be a mapping with schedules:
                    """)
    void aMistake(String yaml, String message) {
        assertThat(wrong(yaml)).first().asString().startsWith(message);
    }

    @Test
    void whatIsNoFileOfSchedulesAtAll() throws IOException {
        assertThat(wrong("")).containsExactly("is empty: it must have schedules: with one definition per name");
        assertThat(wrong("a: " + "[".repeat(1_000_000))).containsExactly("1: is nested deeper than 100 levels");
        assertThat(wrong("#" + "x".repeat(1 << 20)))
                .containsExactly("is longer than 1 MiB: split it (a group may span several files)");
        assertThat(wrong("schedules: {}\n---\nschedules: {}"))
                .containsExactly("2: has a second document: move it to a separate file");
        Files.write(file(), "schedules: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(wrong()).containsExactly("is not UTF-8 text");
        Files.delete(file());
        assertThat(wrong()).containsExactly("does not exist");
        Files.createDirectory(file());
        assertThat(wrong()).containsExactly("is a directory");
    }

    @Test
    void oneNameInTwoFiles() throws IOException {
        Path other = folder.resolve("other.yaml");
        Files.writeString(file(), "schedules: {a: {function: f, every: 1h}}");
        Files.writeString(other, "\nschedules:\n  a: {function: f, every: 1h}");
        assertThatThrownBy(() -> ScheduleFiles.read(List.of(file(), other)))
                .isInstanceOf(ScheduleFileException.class)
                .hasMessage(other + ":3: a: is also defined in " + file() + ":1");
    }

    private static Schedule named(Map<String, Schedule> read, String name) {
        return Objects.requireNonNull(read.get(name));
    }

    private Path file() {
        return folder.resolve("jobs.yaml");
    }

    private Map<String, Schedule> read(String yaml) {
        write(yaml);
        Problems problems = new Problems(file());
        ScheduleFiles.OneFile read = new FileReader(file(), problems).read().orElseThrow();
        assertThat(problems.inOrder()).isEmpty();
        return read.byName();
    }

    private List<String> wrong(String yaml) {
        write(yaml);
        return wrong();
    }

    /** Without the file's name. */
    private List<String> wrong() {
        Problems problems = new Problems(file());
        new FileReader(file(), problems).read();
        return problems.inOrder().stream()
                .map(problem -> problem.toString())
                .map(line -> line.substring(file().toString().length() + 1).strip())
                .toList();
    }

    private void write(String yaml) {
        try {
            Files.writeString(file(), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
