/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.ToLongFunction;

/** Compares the first half of the time after the warm-up with the second. */
final class SoakGrowth {

    /** At 2,000 moves a second, a leak of one byte per move is more than this after two minutes. */
    private static final long SLACK_KIB = 256;

    private static final int MIN_SAMPLES = 4;

    private final List<JvmProbe.Sample> first;
    private final List<JvmProbe.Sample> second;

    /**
     * @param samples in order, after the warm-up
     */
    SoakGrowth(List<JvmProbe.Sample> samples) {
        int middle = samples.size() / 2;
        this.first = List.copyOf(samples.subList(0, middle));
        this.second = List.copyOf(samples.subList(middle, samples.size()));
    }

    private static LongSummaryStatistics of(List<JvmProbe.Sample> half, ToLongFunction<JvmProbe.Sample> what) {
        return half.stream().mapToLong(what).summaryStatistics();
    }

    void rows(MarkdownTable table) {
        row(table, "heap, minimum, KiB", LongSummaryStatistics::getMin, JvmProbe.Sample::heapKib);
        row(table, "heap, mean, KiB", statistics -> (long) statistics.getAverage(), JvmProbe.Sample::heapKib);
        row(table, "resident, mean, KiB", statistics -> (long) statistics.getAverage(), JvmProbe.Sample::residentKib);
        row(table, "threads, maximum", LongSummaryStatistics::getMax, JvmProbe.Sample::threads);
        row(table, "connections, maximum", LongSummaryStatistics::getMax, JvmProbe.Sample::connections);
    }

    private void row(
            MarkdownTable table,
            String name,
            ToLongFunction<LongSummaryStatistics> figure,
            ToLongFunction<JvmProbe.Sample> what) {
        table.row(name, figure.applyAsLong(of(first, what)), figure.applyAsLong(of(second, what)));
    }

    /**
     * Describes what grew. The minimum heap counts: all others include allocations between collection and measurement, and a
     * leak raises the minimum as well.
     */
    List<String> failures() {
        if (first.size() + second.size() < MIN_SAMPLES) {
            return List.of(
                    "only " + (first.size() + second.size()) + " samples after the warm-up: too few for a conclusion");
        }
        List<String> failures = new ArrayList<>();
        long before = of(first, JvmProbe.Sample::heapKib).getMin();
        long after = of(second, JvmProbe.Sample::heapKib).getMin();
        if (after > before + before / 20 + SLACK_KIB) {
            failures.add("the heap grew from " + before + " to " + after + " KiB");
        }
        if (of(second, JvmProbe.Sample::threads).getMax()
                > of(first, JvmProbe.Sample::threads).getMax()) {
            failures.add("the number of threads grew");
        }
        if (of(second, JvmProbe.Sample::connections).getMax()
                > of(first, JvmProbe.Sample::connections).getMax()) {
            failures.add("the number of connections grew");
        }
        return failures;
    }
}
