/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** --tzdata, on commands that need no Redis. */
class TzdataTest {

    private static final Map<String, String> NO_HOST_DATA = Map.of("PYTHONTZPATH", "/nowhere/at/all");

    @AfterEach
    void restore() {
        Zones.use(TzdataChoice.AUTO);
    }

    @Test
    void theHourIsRightInVancouverOnAnyJdk() {
        CommandRun run = next("--zone", "America/Vancouver");

        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines().get(1)).startsWith("Fri 2027-01-15 09:00:00 -07:00  2027-01-15 16:00:00Z");
    }

    private static CommandRun next(String... more) {
        String[] words = new String[6 + more.length];
        System.arraycopy(
                new String[] {"next", "0 9 * * *", "--from", "2027-01-15T00:00:00Z", "-n", "1"}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return CommandRun.of(NO_HOST_DATA, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundled", "BUNDLED"})
    void theOptionCountsWhereverItStands(String choice) {
        assertThat(next("--zone", "America/Vancouver", "--tzdata", choice).out())
                .contains("16:00:00Z");
        assertThat(next("--tzdata=" + choice, "--zone", "America/Vancouver").out())
                .contains("16:00:00Z");
        assertThat(CommandRun.of(NO_HOST_DATA, "--tzdata", choice, "--version").out())
                .contains("tzdata 2026")
                .contains("bundled with rqscheduler");
        assertThat(CommandRun.of("--version", "--tzdata", "jdk").out()).contains("from this JDK (");
    }

    @Test
    void theVariableCountsAndTheOptionWins() {
        Map<String, String> jdk = Map.of("RQSCHEDULER_TZDATA", "jdk");

        assertThat(CommandRun.of(jdk, "--version").out()).contains("from this JDK (");
        assertThat(CommandRun.of(jdk, "--version", "--tzdata", "bundled").out()).contains("bundled with rqscheduler");
    }

    @Test
    void whatCannotBeChosenIsOneClearLine() {
        CommandRun none = CommandRun.of(NO_HOST_DATA, "next", "0 9 * * *", "--tzdata", "system");
        assertThat(none.exitCode()).isOne();
        assertThat(none.errLines())
                .containsExactly(
                        "rqscheduler: this host has no tzdata: no directory /nowhere/at/all; install the tzdata"
                                + " package, or use auto or bundled");

        CommandRun wrong = CommandRun.of("next", "0 9 * * *", "--tzdata", "newest");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.errLines()).hasSize(1);
        assertThat(wrong.err())
                .contains("--tzdata")
                .contains("must be auto or system or bundled or jdk, not \"newest\"");

        CommandRun variable = CommandRun.of(Map.of("RQSCHEDULER_TZDATA", "newest"), "next", "0 9 * * *");
        assertThat(variable.exitCode()).isEqualTo(2);
        assertThat(variable.errLines())
                .containsExactly("rqscheduler: environment variable RQSCHEDULER_TZDATA must be auto, system, bundled or"
                        + " jdk, not \"newest\"");
    }

    @ParameterizedTest
    @CsvSource({
        "EST, -05:00",
        "MST, -07:00",
        "HST, -10:00",
        "US/Pacific, -08:00",
        "Asia/Calcutta, +05:30",
        "EST5EDT, -05:00",
        "America/Coyhaique, -03:00",
        "Etc/GMT+5, -05:00",
        "posix/Asia/Tokyo, +09:00",
        "ROC, +08:00"
    })
    void allNamesOfTheDatabaseAreKnown(String zone, String offset) {
        assertThat(next("--zone", zone).outLines().get(1)).contains(" " + offset + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Foo/Bar", "PST", "CEST", "Europe/Vancouver", "America/Berlin", "Mars/Olympus_Mons"})
    void anUnknownNameGetsNoGuessFromAnotherContinent(String zone) {
        CommandRun run = next("--zone", zone);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("there is no such zone; write an IANA name")
                .doesNotContain("did you mean");
    }
}
