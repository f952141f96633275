/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The limits that were set for the scheduler, and how a run stands to them. */
public final class Limits {

    /** The network of which replies are held for that long. */
    public static final String JITTER = "0 to 5 ms";

    private static final String ONE_OFF = "moves/one-off/medium/";

    private Limits() {}

    /** Verdicts about figures that no part of the run was to measure are there, too, as not measured. */
    public static List<Verdict> verdicts(Results results) {
        List<Verdict> verdicts = new ArrayList<>();
        moves(results, verdicts);
        schedules(results, verdicts);
        lateness(results, verdicts);
        costs(results, verdicts);
        footprint(results, verdicts);
        client(results, verdicts);
        jitter(results, verdicts);
        return verdicts;
    }

    /** One-off jobs over a network with jitter: each server beside the one that was measured first. */
    private static void jitter(Results results, List<Verdict> verdicts) {
        String begin = "jitter/one-off/" + JITTER + "/";
        List<String> servers = named(results, begin, "/page").stream()
                .map(figure ->
                        figure.name().substring(begin.length(), figure.name().length() - "/page".length()))
                .toList();
        for (String server : servers.subList(Math.min(1, servers.size()), servers.size())) {
            String to = server + " to " + servers.get(0);
            verdicts.add(Verdict.atLeast(
                    "jitter: jobs a call, " + to,
                    results.ratio(begin + server + "/page", begin + servers.get(0) + "/page"),
                    0.7,
                    ""));
            verdicts.add(Verdict.atLeast(
                    "jitter: rate, " + to,
                    results.ratio(begin + server + "/rate", begin + servers.get(0) + "/rate"),
                    0.8,
                    ""));
        }
        verdicts.add(
                Verdict.atMost("jitter: longest script", maximum(results, "jitter/", "/longest script"), 10, "ms"));
    }

    private static void moves(Results results, List<Verdict> verdicts) {
        String ours = ONE_OFF + "ours";
        verdicts.add(Verdict.atLeast(
                "one-off jobs: share of the ceiling", results.ratio(ours, ONE_OFF + "ceiling"), 0.5, ""));
        verdicts.add(
                Verdict.atLeast("one-off jobs: times RQ's own scheduler", results.ratio(ours, ONE_OFF + "rq"), 12, ""));
        verdicts.add(Verdict.atLeast(
                "one-off jobs: times the rq-scheduler sequence", results.ratio(ours, ONE_OFF + "sequence"), 60, ""));
        verdicts.add(Verdict.atLeast(
                "one-off jobs: times that sequence through RQ's classes",
                results.ratio(ours, ONE_OFF + "classes"),
                60,
                ""));
        verdicts.add(Verdict.atMost(
                "one-off jobs: time per job, largest backlog to medium",
                results.ratio(ours, "moves/one-off/large/ours"),
                1.2,
                ""));
        verdicts.add(Verdict.atMost(
                "one-off jobs: time per job, 100 queues to one",
                results.ratio(ours, "moves/one-off, 100 queues/medium/ours"),
                1.2,
                ""));
        for (String kind : List.of("interval", "cron", "interval, repeat")) {
            String figure = "moves/" + kind + "/medium/";
            verdicts.add(Verdict.atLeast(
                    kind + ": share of the ceiling", results.ratio(figure + "ours", figure + "ceiling"), 0.25, ""));
            verdicts.add(Verdict.atLeast(
                    kind + ": times the rq-scheduler sequence",
                    results.ratio(figure + "ours", figure + "sequence"),
                    40,
                    ""));
            verdicts.add(Verdict.atLeast(
                    kind + ": times that sequence through RQ's classes",
                    results.ratio(figure + "ours", figure + "classes"),
                    40,
                    ""));
        }
    }

    private static void schedules(Results results, List<Verdict> verdicts) {
        verdicts.add(Verdict.atLeast(
                "named schedules: rate, to that of plain cron jobs",
                results.ratio("schedules/named/rate", "schedules/cron/rate"),
                0.5,
                ""));
        verdicts.add(Verdict.atMost(
                "named schedules: commands with 100,000 more that are not due",
                results.ratio("schedules/existing/100000/commands", "schedules/existing/0/commands"),
                1.1,
                "times"));
        verdicts.add(Verdict.atMost(
                "named schedules: memory with 100,000 more that are not due",
                results.ratio("schedules/existing/100000/resident", "schedules/existing/0/resident"),
                1.1,
                "times"));
    }

    private static void lateness(Results results, List<Verdict> verdicts) {
        for (int rate : List.of(10, 100, 1_000, 5_000)) {
            verdicts.add(Verdict.atMost(
                    "lateness at " + Numbers.text(rate) + " due a second: p99",
                    results.median("lateness/" + rate + "/p99"),
                    rate <= 1_000 ? 5 : 20,
                    "ms"));
        }
        verdicts.add(
                Verdict.atMost("lateness: jobs moved early", sumOfMaxima(results, "lateness/", "/early"), 0, "jobs"));
        verdicts.add(
                Verdict.atMost("lateness: a burst is queued within", results.median("lateness/burst/max"), 150, "ms"));
    }

    private static void costs(Results results, List<Verdict> verdicts) {
        verdicts.add(Verdict.atMost(
                "round trips a one-off job of a backlog", results.max(ONE_OFF + "round trips"), 0.05, ""));
        verdicts.add(Verdict.atMost("idle: commands sent, at most", most(results, "idle/", "/sent"), 3, "a second"));
        verdicts.add(
                Verdict.atMost("idle: processor time, at most", most(results, "idle/", "/cpu"), 0.5, "% of a core"));
        verdicts.add(Verdict.atMost(
                "longest script run of all backlogs", maximum(results, "moves/", "/longest script"), 10, "ms"));
    }

    private static void footprint(Results results, List<Verdict> verdicts) {
        verdicts.add(Verdict.atMost(
                "memory: the largest backlog to the smallest",
                results.ratio("footprint/large/peak", "footprint/small/peak"),
                1.1,
                ""));
        verdicts.add(Verdict.atMost("memory: idle", results.median("footprint/idle/resident"), 64, "MB"));
        verdicts.add(Verdict.atMost("burst on an empty Redis", results.median("footprint/burst"), 300, "ms"));
        verdicts.add(Verdict.atMost(
                "burst on an empty Redis, times Python's imports",
                results.ratio("footprint/burst", "footprint/python"),
                4,
                ""));
    }

    private static void client(Results results, List<Verdict> verdicts) {
        verdicts.add(Verdict.atLeast(
                "client, bulk: times the rq-scheduler sequence, scheduling",
                results.ratio("client/bulk", "client/sequence"),
                25,
                ""));
        verdicts.add(Verdict.atLeast(
                "client, bulk: times the rq-scheduler sequence, moving",
                results.ratio("client/bulk", ONE_OFF + "sequence"),
                25,
                ""));
    }

    /** The largest median of the figures whose names begin and end so. */
    private static OptionalDouble most(Results results, String begin, String end) {
        return medians(results, begin, end).max();
    }

    private static OptionalDouble maximum(Results results, String begin, String end) {
        return named(results, begin, end).stream()
                .mapToDouble(figure -> figure.sample().max())
                .max();
    }

    private static OptionalDouble sumOfMaxima(Results results, String begin, String end) {
        List<Figure> figures = named(results, begin, end);
        return figures.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(figures.stream()
                        .mapToDouble(figure -> figure.sample().max())
                        .sum());
    }

    private static DoubleStream medians(Results results, String begin, String end) {
        return named(results, begin, end).stream()
                .mapToDouble(figure -> figure.sample().median());
    }

    private static List<Figure> named(Results results, String begin, String end) {
        return results.figures().stream()
                .filter(figure ->
                        figure.name().startsWith(begin) && figure.name().endsWith(end))
                .toList();
    }
}
