/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.Locale;

/** Numbers as people read them: three significant digits, thousands apart, no exponent. */
public final class Numbers {

    private Numbers() {}

    public static String text(double value) {
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

    /** Such as {@code 81,204 (78,911..83,120)}; the median alone where it was measured once. */
    public static String medianAndRange(Sample sample) {
        return sample.count() == 1
                ? text(sample.median())
                : text(sample.median()) + " (" + text(sample.min()) + ".." + text(sample.max()) + ")";
    }
}
