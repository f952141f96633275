/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

import dev.rqscheduler.api.Outcome;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a demo observed. Written by the scheduler's thread, read after it has ended. */
final class DemoResult {

    private final Map<DemoJobs.Kind, Integer> seen = new EnumMap<>(DemoJobs.Kind.class);
    private final List<Duration> lateness = new ArrayList<>();
    private int moved;
    private int quarantined;

    synchronized void count(DemoJobs.Kind kind, Outcome outcome) {
        if (outcome instanceof Outcome.Moved job) {
            moved++;
            lateness.add(job.lateness());
            seen.merge(kind, 1, Integer::sum);
        } else if (outcome instanceof Outcome.Quarantined) {
            quarantined++;
            if (kind == DemoJobs.Kind.CORRUPT) {
                seen.merge(kind, 1, Integer::sum);
            }
        } else if (outcome instanceof Outcome.Deferred && kind == DemoJobs.Kind.DEPENDENT) {
            seen.merge(kind, 1, Integer::sum);
        }
    }

    /** Returns the kinds that did not have the expected outcome. */
    synchronized List<DemoJobs.Kind> missing() {
        // A cancelled job must not be seen; every other kind must.
        return Arrays.stream(DemoJobs.Kind.values())
                .filter(kind -> (kind == DemoJobs.Kind.CANCELLED) == seen.containsKey(kind))
                .toList();
    }

    synchronized void print(PrintStream out) {
        out.println();
        out.println(moved
                + (moved == 1 ? " move: " : " moves: ")
                + seen.entrySet().stream()
                        .filter(entry ->
                                entry.getKey() != DemoJobs.Kind.CORRUPT && entry.getKey() != DemoJobs.Kind.DEPENDENT)
                        .map(entry -> entry.getKey().label + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        if (!lateness.isEmpty()) {
            List<Duration> sorted = lateness.stream().sorted().toList();
            out.println("lateness by Redis's clock: median "
                    + DemoDisplay.millis(sorted.get(sorted.size() / 2)) + ", worst "
                    + DemoDisplay.millis(sorted.get(sorted.size() - 1)));
        }
        out.println(quarantined + " in quarantine, " + seen.getOrDefault(DemoJobs.Kind.DEPENDENT, 0)
                + " waiting for another job, 1 cancelled and never moved");
        out.flush();
    }
}
