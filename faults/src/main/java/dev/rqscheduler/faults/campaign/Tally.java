/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import dev.rqscheduler.faults.account.Account;
import dev.rqscheduler.faults.account.Finding;
import dev.rqscheduler.faults.account.FindingKind;
import dev.rqscheduler.faults.account.JobEvent;
import dev.rqscheduler.faults.report.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up rounds: by kind of fault, and over all. Not thread-safe. */
public final class Tally {

    private final List<String> missed = new ArrayList<>();
    private static final Duration UNTIL_CALM = Duration.ofMillis(500);

    private final Map<String, Row> rows = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private final List<Duration> lateness = new ArrayList<>();
    private Duration latest = Duration.ZERO;
    private String latestAfter = "-";
    private int promises;
    private int runs;
    private Account.Named named = Account.Named.NONE;
    private int uncertain;
    private int quarantined;
    private String redisVersion = "";

    /** One line of the table. */
    public static final class Row {
        private int faults;
        private int moves;
        private final Map<FindingKind, Integer> findings = new EnumMap<>(FindingKind.class);
        private final List<Duration> silences = new ArrayList<>();

        public int faults() {
            return faults;
        }

        /** Jobs moved while it lasted, until the first move after it. */
        public int moves() {
            return moves;
        }

        public int count(FindingKind kind) {
            return findings.getOrDefault(kind, 0);
        }

        /** From the end of each fault to the next move. */
        public Figures silences() {
            return Figures.of(silences);
        }
    }

    /** Faults that were planned and could not be injected, and why. */
    public List<String> missed() {
        return List.copyOf(missed);
    }

    public void add(RoundResult round) {
        promises += round.account().promises();
        runs += round.account().runs();
        named = named.plus(round.account().named());
        uncertain += round.account().uncertain();
        quarantined += round.account().quarantined();
        findings.addAll(round.account().findings());
        oddities.addAll(round.oddities());
        redisVersion = round.redisVersion().isEmpty() ? redisVersion : round.redisVersion();
        List<Instant> moves = round.account().moves().stream()
                .flatMap(move -> move.at().stream())
                .toList();
        List<Window> windows = new ArrayList<>();
        for (Blow blow : round.blows()) {
            Optional<Instant> back =
                    moves.stream().filter(at -> !at.isBefore(blow.healed())).findFirst();
            Row row = row(blow.row());
            row.faults += blow.faults();
            missed.addAll(blow.missed());
            back.ifPresent(at -> row.silences.add(Duration.between(blow.healed(), at)));
            Window window = new Window(blow, back.orElse(blow.healed()));
            row.moves += (int) moves.stream().filter(window::contains).count();
            windows.add(window);
        }
        round.account().findings().forEach(finding -> lay(finding, round.blows()));
        round.account().moves().forEach(move -> late(move, windows));
    }

    /** The time of a blow, until the first move after it. */
    private record Window(Blow blow, Instant back) {
        boolean contains(Instant at) {
            return !at.isBefore(blow.injected()) && !at.isAfter(back);
        }

        /** Whether it was in the way at any time between the two. */
        boolean disturbs(Instant due, Instant moved) {
            return !moved.isBefore(blow.injected()) && !due.isAfter(back.plus(UNTIL_CALM));
        }
    }

    private Row row(String name) {
        return rows.computeIfAbsent(name, key -> new Row());
    }

    /** A finding is laid to the last blow before it. */
    private void lay(Finding finding, List<Blow> blows) {
        String name = "before any fault";
        for (Blow blow : blows) {
            if (finding.when().isPresent() && !finding.when().get().isBefore(blow.injected())) {
                name = blow.row();
            }
        }
        row(name).findings.merge(finding.kind(), 1, Integer::sum);
    }

    /** Lateness says something only of jobs that fell due while nothing was wrong. */
    private void late(JobEvent.Moved move, List<Window> windows) {
        if (move.due().isPresent() && move.at().isPresent()) {
            Instant due = move.due().get();
            if (windows.stream()
                    .noneMatch(window -> window.disturbs(due, move.at().get()))) {
                Duration late = Duration.between(due, move.at().get());
                lateness.add(late);
                if (late.compareTo(latest) > 0) {
                    latest = late;
                    latestAfter = windows.stream()
                            .filter(window -> window.back().isBefore(due))
                            .reduce((earlier, later) -> later)
                            .map(window -> Duration.between(window.back(), due).toMillis() + " ms after "
                                    + window.blow().what())
                            .orElse("before any fault");
                }
            }
        }
    }

    public Map<String, Row> rows() {
        return Map.copyOf(rows);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public long count(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    public List<String> oddities() {
        return List.copyOf(oddities);
    }

    /** Of jobs that fell due and were moved while nothing was wrong. */
    public Figures lateness() {
        return Figures.of(lateness);
    }

    /** When the one that was latest fell due. */
    public String latestAfter() {
        return latestAfter;
    }

    public int faults() {
        return rows.values().stream().mapToInt(Row::faults).sum();
    }

    public int promises() {
        return promises;
    }

    public int runs() {
        return runs;
    }

    public Account.Named named() {
        return named;
    }

    public int uncertain() {
        return uncertain;
    }

    public int quarantined() {
        return quarantined;
    }

    public String redisVersion() {
        return redisVersion;
    }

    /** Whether nothing at all was wrong. */
    public boolean clean() {
        return findings.isEmpty() && oddities.isEmpty();
    }
}
