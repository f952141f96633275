/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.soak;

import dev.rqscheduler.faults.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.ToLongFunction;

/** The first half of the time after the warm-up against the second. */
final class Growth {

    /** At 2,000 moves a second a leak of one byte a move is more than that after two minutes. */
    private static final long SLACK_KIB = 256;

    private static final int LEAST_SAMPLES = 4;

    private final List<Sample> first;
    private final List<Sample> second;

    /**
     * @param samples in order, without those of the warm-up
     */
    Growth(List<Sample> samples) {
        int middle = samples.size() / 2;
        this.first = List.copyOf(samples.subList(0, middle));
        this.second = List.copyOf(samples.subList(middle, samples.size()));
    }

    private static LongSummaryStatistics of(List<Sample> half, ToLongFunction<Sample> what) {
        return half.stream().mapToLong(what).summaryStatistics();
    }

    void rows(Table table) {
        row(table, "heap, least, KiB", LongSummaryStatistics::getMin, Sample::heapKib);
        row(table, "heap, mean, KiB", statistics -> (long) statistics.getAverage(), Sample::heapKib);
        row(table, "resident, mean, KiB", statistics -> (long) statistics.getAverage(), Sample::residentKib);
        row(table, "threads, most", LongSummaryStatistics::getMax, Sample::threads);
        row(table, "connections, most", LongSummaryStatistics::getMax, Sample::connections);
    }

    private void row(
            Table table, String name, ToLongFunction<LongSummaryStatistics> figure, ToLongFunction<Sample> what) {
        table.row(name, figure.applyAsLong(of(first, what)), figure.applyAsLong(of(second, what)));
    }

    /**
     * What grew. The least heap counts: in all others is what was allocated between a collection and the look at the heap,
     * and a leak raises the least one as well.
     */
    List<String> failures() {
        if (first.size() + second.size() < LEAST_SAMPLES) {
            return List.of("only " + (first.size() + second.size()) + " samples after the warm-up: too few to tell");
        }
        List<String> failures = new ArrayList<>();
        long before = of(first, Sample::heapKib).getMin();
        long after = of(second, Sample::heapKib).getMin();
        if (after > before + before / 20 + SLACK_KIB) {
            failures.add("the heap grew from " + before + " to " + after + " KiB");
        }
        if (of(second, Sample::threads).getMax() > of(first, Sample::threads).getMax()) {
            failures.add("the number of threads grew");
        }
        if (of(second, Sample::connections).getMax()
                > of(first, Sample::connections).getMax()) {
            failures.add("the number of connections grew");
        }
        return failures;
    }
}
