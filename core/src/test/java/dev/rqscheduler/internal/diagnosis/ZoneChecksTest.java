/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import dev.rqscheduler.internal.tzdata.TzdataFolder;
import dev.rqscheduler.internal.tzdata.TzdataSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    @TempDir
    Path folder;

    private Path older = Path.of("older");
    private Path newer = Path.of("newer");

    @BeforeEach
    void prepare() throws Exception {
        older = Files.createDirectory(folder.resolve("older"));
        newer = Files.createDirectory(folder.resolve("newer"));
        new TzdataFolder(older, "2025b").zone("Test/Changed", "PST8PDT").zone("Test/Same", "CET-1");
        new TzdataFolder(newer, "2026f").zone("Test/Changed", "PDT7").zone("Test/Same", "CET-1");
    }

    private static Finding only(ZoneChecks checks, List<Tzdata> others, Optional<Tzdata> host) {
        Findings found = new Findings("time zones");
        checks.rules(others, host, found);
        assertThat(found.list()).hasSize(1);
        return found.list().get(0);
    }

    private static ZoneChecks check(Tzdata used, String... zones) {
        return new ZoneChecks(used, new TreeSet<>(List.of(zones)), NOW);
    }

    @Test
    void theNewestIsFine() {
        Tzdata used = TzdataSources.ofFolder(newer);

        Finding finding = only(check(used, "Test/Changed", "Test/Same"), List.of(used, older()), Optional.empty());

        assertThat(finding.level()).isEqualTo(Level.PASS);
        assertThat(finding.what()).isEqualTo("tzdata 2026f from this host (" + newer + "), released in 2026");
    }

    private Tzdata older() {
        return TzdataSources.ofFolder(older);
    }

    @Test
    void newerRulesThatAreNotUsedAreWarnedOfWhereTheyDiffer() {
        Tzdata best = TzdataSources.ofFolder(newer);
        Tzdata used = older();

        Finding finding = only(check(used, "Test/Changed"), List.of(best, used), Optional.of(used));
        Finding same = only(check(used, "Test/Same"), List.of(best, used), Optional.of(used));

        assertThat(finding.level()).isEqualTo(Level.WARN);
        assertThat(finding.what()).contains("2025b", "is newer and has different rules for \"Test/Changed\"");
        assertThat(finding.remedy().orElseThrow()).contains("--tzdata");
        assertThat(same.level()).isEqualTo(Level.PASS);
    }

    @Test
    void anOlderHostByWhichPythonGoesIsWarnedOf() {
        Tzdata used = TzdataSources.ofFolder(newer);
        Tzdata host = older();

        Finding finding = only(check(used, "Test/Changed"), List.of(used, host), Optional.of(host));

        assertThat(finding.level()).isEqualTo(Level.WARN);
        assertThat(finding.what()).contains("which Python uses, has different rules for \"Test/Changed\"");
        assertThat(finding.remedy()).contains("update this host's tzdata package");
    }

    @Test
    void rulesOfTheYearBeforeLastAreOld() {
        Tzdata used = older();
        Instant later = Instant.parse("2027-01-01T00:00:00Z");

        Finding finding = only(new ZoneChecks(used, new TreeSet<>(), later), List.of(used), Optional.empty());

        assertThat(finding.level()).isEqualTo(Level.WARN);
        assertThat(finding.what()).endsWith("is more than a year old");
    }

    @Test
    void aZoneThatIsTakenFromElsewhereIsTold() throws Exception {
        Path sparse = Files.createDirectory(folder.resolve("sparse"));
        new TzdataFolder(sparse, "2999a");
        Tzdata used = TzdataSources.of(TzdataChoice.AUTO, Map.of("PYTHONTZPATH", sparse.toString()));

        Finding finding = only(check(used, "US/Pacific"), used.sources(), Optional.empty());

        assertThat(finding.level()).isEqualTo(Level.WARN);
        assertThat(finding.what()).startsWith("zone US/Pacific is missing from tzdata 2999a from this host");
        assertThat(finding.remedy().orElseThrow()).contains("tzdata-legacy");
    }
}
