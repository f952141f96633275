/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/** Repeated measurements of one figure. The statistics of an empty sample are NaN. Immutable. */
public final class Sample {

    private final double[] measured;
    private final double[] sorted;

    private Sample(double[] values) {
        this.measured = values.clone();
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    public static Sample of(double... values) {
        return new Sample(values);
    }

    public static Sample of(Collection<? extends Number> values) {
        return new Sample(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /** Durations in milliseconds. */
    public static Sample ofMillis(Collection<Duration> durations) {
        return new Sample(
                durations.stream().mapToDouble(one -> one.toNanos() / 1e6).toArray());
    }

    public int count() {
        return sorted.length;
    }

    public double min() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    public double max() {
        return quantile(1);
    }

    /** The middle value, or the mean of the two in the middle. */
    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 || sorted.length == 0 ? quantile(0.5) : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value not exceeded by at least this share of all values (nearest rank).
     *
     * @param share more than 0, at most 1
     */
    public double quantile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share must be more than 0 and at most 1, not " + share);
        }
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** All values in the order of measurement. */
    public double[] values() {
        return measured.clone();
    }

    /** All values in ascending order. */
    public double[] sorted() {
        return sorted.clone();
    }
}
