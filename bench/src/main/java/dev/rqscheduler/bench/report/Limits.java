/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.ArrayList;
import java.util.List;

/** The limits that were set for the scheduler, and how a run stands to them. */
public final class Limits {

    private static final String ONE_OFF = "moves/one-off/medium/";

    private Limits() {}

    /** Verdicts about figures that no part of the run was to measure are there, too, as not measured. */
    public static List<Verdict> verdicts(Results results) {
        List<Verdict> verdicts = new ArrayList<>();
        moves(results, verdicts);
        return verdicts;
    }

    private static void moves(Results results, List<Verdict> verdicts) {
        String ours = ONE_OFF + "ours";
        verdicts.add(Verdict.atLeast(
                "one-off jobs: share of the ceiling", results.ratio(ours, ONE_OFF + "ceiling"), 0.5, ""));
        verdicts.add(
                Verdict.atLeast("one-off jobs: times RQ's own scheduler", results.ratio(ours, ONE_OFF + "rq"), 12, ""));
        verdicts.add(Verdict.atLeast(
                "one-off jobs: times the rq-scheduler sequence", results.ratio(ours, ONE_OFF + "sequence"), 60, ""));
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
        }
        verdicts.add(Verdict.atMost(
                "round trips a one-off job of a backlog", results.max(ONE_OFF + "round trips"), 0.05, ""));
    }
}
