/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.Arrays;
import java.util.Collection;

/** Values of one figure, measured again and again. Immutable; never empty. */
public final class Sample {

    private final double[] measured;
    private final double[] sorted;

    private Sample(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one value");
        }
        this.measured = values.clone();
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    public static Sample of(double... values) {
        return new Sample(values);
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    public static Sample of(Collection<? extends Number> values) {
        return new Sample(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    public int count() {
        return sorted.length;
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    /** The middle one; of an even number of values the mean of the two in the middle. */
    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value that at least such a share of all values does not exceed (nearest rank).
     *
     * @param share more than 0, at most 1
     */
    public double quantile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is more than 0 and at most 1, not " + share);
        }
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** In the order in which they were measured. */
    public double[] values() {
        return measured.clone();
    }
}
