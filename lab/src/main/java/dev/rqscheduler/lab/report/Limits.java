/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The limits set for the scheduler, and whether a run is within them. */
public final class Limits {

    /** The network whose replies are held that long. */
    public static final String JITTER = "0 to 5 ms";

    private static final String ONE_OFF = "moves/one-off/medium/";

    private final Results results;
    private final List<LimitCheck> checks = new ArrayList<>();

    private Limits(Results results) {
        this.results = results;
    }

    /** Checks all limits, including those of figures that were not measured. */
    public static List<LimitCheck> checks(Results results) {
        Limits limits = new Limits(results);
        limits.moves();
        limits.schedules();
        limits.lateness();
        limits.costs();
        limits.footprint();
        limits.client();
        limits.jitter();
        return List.copyOf(limits.checks);
    }

    private void moves() {
        String ours = ONE_OFF + "ours";
        atLeast("one-off jobs: share of the ceiling", ours, ONE_OFF + "ceiling", 0.5);
        atLeast("one-off jobs: times RQ's own scheduler", ours, ONE_OFF + "rq", 12);
        atLeast("one-off jobs: times the rq-scheduler sequence", ours, ONE_OFF + "sequence", 60);
        atLeast("one-off jobs: times that sequence through RQ's classes", ours, ONE_OFF + "classes", 60);
        atMost("one-off jobs: time per job, largest backlog to medium", ours, "moves/one-off/large/ours", 1.2, "");
        atMost("one-off jobs: time per job, 100 queues to one", ours, "moves/one-off, 100 queues/medium/ours", 1.2, "");
        for (String kind : List.of("interval", "cron", "interval, repeat")) {
            String figure = "moves/" + kind + "/medium/";
            atLeast(kind + ": share of the ceiling", figure + "ours", figure + "ceiling", 0.25);
            atLeast(kind + ": times the rq-scheduler sequence", figure + "ours", figure + "sequence", 40);
            atLeast(kind + ": times that sequence through RQ's classes", figure + "ours", figure + "classes", 40);
        }
    }

    private void schedules() {
        atLeast(
                "named schedules: rate, to that of plain cron jobs",
                "schedules/named/rate",
                "schedules/cron/rate",
                0.5);
        for (String cost : List.of("commands", "resident")) {
            atMost(
                    "named schedules: " + (cost.equals("resident") ? "memory" : cost)
                            + " with 100,000 more that are not due",
                    "schedules/existing/100000/" + cost,
                    "schedules/existing/0/" + cost,
                    1.1,
                    "times");
        }
    }

    private void lateness() {
        for (int rate : List.of(10, 100, 1_000, 5_000)) {
            atMost(
                    "lateness at " + Numbers.text(rate) + " due a second: p99",
                    results.median("lateness/" + rate + "/p99"),
                    rate <= 1_000 ? 5 : 20,
                    "ms");
        }
        OptionalDouble early = named("lateness/", "/early").isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(maxima("lateness/", "/early").sum());
        atMost("lateness: jobs moved early", early, 0, "jobs");
        atMost("lateness: a burst is queued within", results.median("lateness/burst/max"), 150, "ms");
    }

    private void costs() {
        atMost("round trips a one-off job of a backlog", results.max(ONE_OFF + "round trips"), 0.05, "");
        atMost("idle: commands sent, at most", medians("idle/", "/sent").max(), 3, "a second");
        atMost("idle: processor time, at most", medians("idle/", "/cpu").max(), 0.5, "% of a core");
        atMost(
                "longest script run of all backlogs",
                maxima("moves/", "/longest script").max(),
                10,
                "ms");
    }

    private void footprint() {
        atMost("memory: the largest backlog to the smallest", "footprint/large/peak", "footprint/small/peak", 1.1, "");
        atMost("memory: idle", results.median("footprint/idle/resident"), 64, "MB");
        atMost("burst on an empty Redis", results.median("footprint/burst"), 300, "ms");
        atMost("burst on an empty Redis, times Python's imports", "footprint/burst", "footprint/python", 4, "");
    }

    private void client() {
        atLeast("client, bulk: times the rq-scheduler sequence, scheduling", "client/bulk", "client/sequence", 25);
        atLeast("client, bulk: times the rq-scheduler sequence, moving", "client/bulk", ONE_OFF + "sequence", 25);
    }

    /** One-off jobs over a network with jitter: each server compared with the first one. */
    private void jitter() {
        String begin = "jitter/one-off/" + JITTER + "/";
        List<String> servers = named(begin, "/page").stream()
                .map(figure ->
                        figure.name().substring(begin.length(), figure.name().length() - "/page".length()))
                .toList();
        for (String server : servers.subList(Math.min(1, servers.size()), servers.size())) {
            String first = servers.get(0);
            String to = server + " to " + first;
            atLeast("jitter: jobs a call, " + to, begin + server + "/page", begin + first + "/page", 0.7);
            atLeast("jitter: rate, " + to, begin + server + "/rate", begin + first + "/rate", 0.8);
        }
        atMost("jitter: longest script", maxima("jitter/", "/longest script").max(), 10, "ms");
    }

    private void atLeast(String what, String name, String to, double limit) {
        checks.add(LimitCheck.atLeast(what, results.ratio(name, to), limit, ""));
    }

    private void atMost(String what, String name, String to, double limit, String unit) {
        atMost(what, results.ratio(name, to), limit, unit);
    }

    private void atMost(String what, OptionalDouble figure, double limit, String unit) {
        checks.add(LimitCheck.atMost(what, figure, limit, unit));
    }

    private DoubleStream medians(String begin, String end) {
        return named(begin, end).stream().mapToDouble(figure -> figure.sample().median());
    }

    private DoubleStream maxima(String begin, String end) {
        return named(begin, end).stream().mapToDouble(figure -> figure.sample().max());
    }

    /** The figures by the beginning and end of their names. */
    private List<Figure> named(String begin, String end) {
        return results.figures().stream()
                .filter(figure ->
                        figure.name().startsWith(begin) && figure.name().endsWith(end))
                .toList();
    }
}
