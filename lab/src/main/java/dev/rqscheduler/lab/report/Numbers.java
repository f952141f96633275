/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Formats numbers for people; a dash stands for what was not measured. */
public final class Numbers {

    private static final String NONE = "-";

    private Numbers() {}

    /** Three significant digits, thousands separated, no exponent. */
    public static String text(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e15) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size >= 99.95) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        int digits = size >= 9.995 ? 1 : size >= 0.9995 ? 2 : size >= 0.09995 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    public static String text(OptionalDouble value) {
        return text(value.orElse(Double.NaN));
    }

    /** The nearest whole number, without separators. */
    public static String whole(double value) {
        return Double.isNaN(value) ? NONE : Long.toString(Math.round(value));
    }

    /** Such as {@code 81,204 (78,911..83,120)}; the median alone if it was measured once. */
    public static String medianAndRange(Sample sample) {
        return sample.count() <= 1
                ? text(sample.median())
                : text(sample.median()) + " (" + text(sample.min()) + ".." + text(sample.max()) + ")";
    }

    /** Such as {@code 12 / 340 ms}, of a sample in milliseconds. */
    public static String medianAndMax(Sample millis) {
        return millis.count() == 0 ? NONE : whole(millis.median()) + " / " + whole(millis.max()) + " ms";
    }

    /** All values as whole numbers, in ascending order. */
    public static String all(Sample sample) {
        return Arrays.stream(sample.sorted()).mapToObj(Numbers::whole).collect(Collectors.joining(" "));
    }
}
