/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TzdataSourcesTest {

    @TempDir
    Path folder;

    @Test
    void autoIsTheNewestAndTheHostsWhereEquallyNew() {
        String bundled = TzdataSources.of(TzdataChoice.BUNDLED, Map.of())
                .version()
                .orElseThrow()
                .toString();

        assertThat(auto("2001a").source()).isNotEqualTo(TzdataChoice.SYSTEM);
        assertThat(auto("2999a").source()).isEqualTo(TzdataChoice.SYSTEM);
        assertThat(auto("unknown").source()).isNotEqualTo(TzdataChoice.SYSTEM);
        Tzdata jdk = TzdataSources.of(TzdataChoice.JDK, Map.of());
        if (jdk.version().orElseThrow().toString().compareTo(bundled) < 0) {
            assertThat(auto(bundled).source()).isEqualTo(TzdataChoice.SYSTEM);
            assertThat(auto("2001a").source()).isEqualTo(TzdataChoice.BUNDLED);
        }
    }

    private Tzdata auto(String version) {
        new TzdataFolder(folder, version);
        return TzdataSources.of(TzdataChoice.AUTO, path());
    }

    private Map<String, String> path() {
        return Map.of("PYTHONTZPATH", "relative:/nowhere:" + folder);
    }

    @Test
    void autoTakesFromTheNextWhatTheNewestLacksOrCannotRead() {
        new TzdataFolder(folder, "2999a")
                .zone("Europe/Berlin", "EST5")
                .file("Asia/Tokyo", "TZif2, but not for long".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        Tzdata data = TzdataSources.of(TzdataChoice.AUTO, path());

        assertThat(offset(data, "Europe/Berlin")).isEqualTo("-05:00");
        assertThat(offset(data, "Asia/Tokyo")).isEqualTo("+09:00");
        assertThat(offset(data, "Asia/Kolkata")).isEqualTo("+05:30");
        assertThat(offset(data, "US/Arizona")).isEqualTo("-07:00");
        assertThat(data.rules("Mars/Olympus_Mons")).isEmpty();
    }

    @Test
    void systemSaysWhichFileCannotBeRead() {
        new TzdataFolder(folder, "2999a").file("Asia/Tokyo", new byte[1 << 19]);

        assertThatExceptionOfType(TzdataException.class)
                .isThrownBy(() -> TzdataSources.of(TzdataChoice.SYSTEM, path()).rules("Asia/Tokyo"))
                .withMessage(folder.resolve("Asia/Tokyo") + " cannot be read: it is larger than 262144 bytes");
    }

    @Test
    void systemWithoutTzdataIsAnErrorAndAutoGoesOn() {
        Map<String, String> none = Map.of("PYTHONTZPATH", "/nowhere/at/all");

        assertThatExceptionOfType(TzdataException.class)
                .isThrownBy(() -> TzdataSources.of(TzdataChoice.SYSTEM, none))
                .withMessage("this host has no tzdata: no directory /nowhere/at/all; install the tzdata package, or use"
                        + " auto or bundled");
        assertThat(offset(TzdataSources.of(TzdataChoice.AUTO, none), "Asia/Tokyo"))
                .isEqualTo("+09:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "/etc/localtime",
                "Europe/../Europe/Berlin",
                "Europe//Berlin",
                "./Berlin",
                "",
                "Europe",
                "tzdata.zi",
                "a/b/c/d/e/f/g",
                "Europe/Berlin\u0000"
            })
    void aNameNeverLeadsOutOfTheFolder(String name) throws Exception {
        Files.write(folder.resolve("secret"), new TzifFile(2, new long[0], new int[0], new int[1], "A").bytes());
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Tzdata data =
                new TzdataFolder(inner, "2999a").zone("Europe/Berlin", "CET-1").data();

        assertThat(data.rules(name)).isEmpty();
    }

    @Test
    void anOldNameThatIsOnlyWrittenDownMeansItsTarget() {
        Tzdata data =
                new TzdataFolder(folder, "2999a").zone("Test/New", "ICT-7").data();

        assertThat(offset(data, "Test/Old")).isEqualTo("+07:00");
    }

    @Test
    void whatJavaLeavesOutIsKnownToAll() {
        for (TzdataChoice choice : new TzdataChoice[] {TzdataChoice.BUNDLED, TzdataChoice.JDK}) {
            Tzdata data = TzdataSources.of(choice, Map.of());
            assertThat(offset(data, "EST")).isEqualTo("-05:00");
            assertThat(offset(data, "MST")).isEqualTo("-07:00");
            assertThat(offset(data, "HST")).isEqualTo("-10:00");
            assertThat(offset(data, "ROC")).isEqualTo("+08:00");
            assertThat(offset(data, "GMT+0")).isEqualTo("Z");
            assertThat(offset(data, "posix/Asia/Tokyo")).isEqualTo("+09:00");
        }
    }

    private static String offset(Tzdata data, String zone) {
        ZoneRules rules = data.rules(zone).orElseThrow();
        return rules.getOffset(Instant.parse("2026-01-01T00:00:00Z")).getId();
    }
}
