/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.report;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Durations that were measured. */
public final class Figures {

    private final List<Duration> sorted;

    private Figures(List<Duration> sorted) {
        this.sorted = sorted;
    }

    public static Figures of(Collection<Duration> measured) {
        return new Figures(measured.stream().sorted().toList());
    }

    public int count() {
        return sorted.size();
    }

    /** The smallest one that so many of all do not exceed, 0 to 1; zero if there is none. */
    public Duration quantile(double share) {
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, index));
    }

    public Duration min() {
        return quantile(0);
    }

    public Duration median() {
        return quantile(0.5);
    }

    public Duration max() {
        return quantile(1);
    }

    /** Such as {@code 12 / 340 ms}. */
    public String medianAndMax() {
        return sorted.isEmpty() ? "-" : median().toMillis() + " / " + max().toMillis() + " ms";
    }

    /** All of them in milliseconds, smallest first. */
    public String all() {
        return sorted.stream().map(one -> Long.toString(one.toMillis())).collect(Collectors.joining(" "));
    }
}
