/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Python's string form of a float: the shortest one that parses back to the same double. Double.toString is not that
 * before JDK 19: JDK 17 writes 2e23 as 1.9999999999999998E23.
 */
public final class PyFloat {
    /** Every decimal of up to 15 digits survives a normal double, so the shortest form is found there if it exists. */
    private static final int SAFE_DIGITS = 15;

    private static final int MAX_DIGITS = 17;

    private PyFloat() {}

    /** {@code repr(value)}: {@code 1.0}, {@code 1e+16}, {@code 1e-05}, {@code inf}, {@code nan}. */
    public static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        } else if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        return (value < 0 ? "-" : "") + layOut(shortest(Math.abs(value)));
    }

    private static BigDecimal shortest(double value) {
        var exact = new BigDecimal(value);
        int first = value < Double.MIN_NORMAL ? 1 : SAFE_DIGITS;
        for (int digits = first; digits < MAX_DIGITS; digits++) {
            var nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == value) {
                return nearest.stripTrailingZeros();
            }
            // Below a power of two the doubles lie closer, so the nearest decimal may miss where the one above hits.
            var above = exact.round(new MathContext(digits, RoundingMode.UP));
            if (above.doubleValue() == value) {
                return above.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    /** Plain between 1e-4 and 1e16, else with an exponent of at least two digits. */
    private static String layOut(BigDecimal decimal) {
        BigInteger unscaled = decimal.unscaledValue();
        String digits = unscaled.toString();
        int exponent = digits.length() - decimal.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
            int size = Math.abs(exponent);
            return digits.charAt(0) + rest + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
        } else if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        } else if (digits.length() <= exponent + 1) {
            return digits + "0".repeat(exponent + 1 - digits.length()) + ".0";
        }
        return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
    }
}
