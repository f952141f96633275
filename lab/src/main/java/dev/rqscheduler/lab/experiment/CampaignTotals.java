/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.account.Account;
import dev.rqscheduler.lab.account.Anomaly;
import dev.rqscheduler.lab.account.JobEvent;
import dev.rqscheduler.lab.report.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up rounds, by kind of fault and overall. Not thread-safe. */
public final class CampaignTotals {

    private static final Duration SETTLING_TIME = Duration.ofMillis(500);

    private final List<String> missed = new ArrayList<>();
    private final Map<String, Row> rows = new TreeMap<>();
    private Account account = Account.EMPTY;
    private final List<String> oddities = new ArrayList<>();
    private final List<Duration> lateness = new ArrayList<>();
    private Duration latest = Duration.ZERO;
    private String latestAfter = "-";
    private String redisVersion = "";

    /** A row of the table. */
    public static final class Row {
        private int faults;
        private int moves;
        private final Map<Anomaly.Kind, Integer> anomalies = new EnumMap<>(Anomaly.Kind.class);
        private final List<Duration> pauses = new ArrayList<>();

        public int faults() {
            return faults;
        }

        /** Jobs moved from the injection until the first move after healing. */
        public int moves() {
            return moves;
        }

        public int count(Anomaly.Kind kind) {
            return anomalies.getOrDefault(kind, 0);
        }

        /** Times from healing to the next move. */
        public Sample pauses() {
            return Sample.ofMillis(pauses);
        }
    }

    /** Planned faults that could not be injected, and why. */
    public List<String> missed() {
        return List.copyOf(missed);
    }

    public void add(Round.Result round) {
        account = account.plus(round.account());
        oddities.addAll(round.oddities());
        redisVersion = round.redisVersion().isEmpty() ? redisVersion : round.redisVersion();
        List<Instant> moves = round.account().moves().stream()
                .flatMap(move -> move.at().stream())
                .toList();
        List<Window> windows = new ArrayList<>();
        for (Injection injection : round.injections()) {
            Optional<Instant> back = moves.stream()
                    .filter(at -> !at.isBefore(injection.healed()))
                    .findFirst();
            Row row = row(injection.row());
            row.faults += injection.faults();
            missed.addAll(injection.missed());
            back.ifPresent(at -> row.pauses.add(Duration.between(injection.healed(), at)));
            Window window = new Window(injection, back.orElse(injection.healed()));
            row.moves += (int) moves.stream().filter(window::contains).count();
            windows.add(window);
        }
        round.account().anomalies().forEach(anomaly -> attribute(anomaly, round.injections()));
        round.account().moves().forEach(move -> late(move, windows));
    }

    /** The time from an injection until the first move after healing. */
    private record Window(Injection injection, Instant back) {
        boolean contains(Instant at) {
            return !at.isBefore(injection.injected()) && !at.isAfter(back);
        }

        /** Whether it may have affected a job due and moved at these times. */
        boolean disturbs(Instant due, Instant moved) {
            return !moved.isBefore(injection.injected()) && !due.isAfter(back.plus(SETTLING_TIME));
        }
    }

    private Row row(String name) {
        return rows.computeIfAbsent(name, key -> new Row());
    }

    /** Attributes an anomaly to the last injection before it. */
    private void attribute(Anomaly anomaly, List<Injection> injections) {
        String name = "before any fault";
        for (Injection injection : injections) {
            if (anomaly.when().isPresent() && !anomaly.when().get().isBefore(injection.injected())) {
                name = injection.row();
            }
        }
        row(name).anomalies.merge(anomaly.kind(), 1, Integer::sum);
    }

    /** Lateness is meaningful only for jobs that became due without a fault. */
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
                                    + window.injection().what())
                            .orElse("before any fault");
                }
            }
        }
    }

    public Map<String, Row> rows() {
        return Map.copyOf(rows);
    }

    /** The accounts of all rounds, without moves. */
    public Account account() {
        return account;
    }

    public List<String> oddities() {
        return List.copyOf(oddities);
    }

    /** Lateness of jobs that became due and were moved without a fault. */
    public Sample lateness() {
        return Sample.ofMillis(lateness);
    }

    /** When the latest job became due. */
    public String latestAfter() {
        return latestAfter;
    }

    public int faults() {
        return rows.values().stream().mapToInt(Row::faults).sum();
    }

    public String redisVersion() {
        return redisVersion;
    }
}
