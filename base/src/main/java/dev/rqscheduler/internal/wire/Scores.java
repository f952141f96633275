/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * Due times as scores of scheduled jobs: seconds since 1970. rq-scheduler writes whole seconds and reads any number; a
 * fraction is kept to the microsecond, as far as a double carries it.
 */
public final class Scores {

    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal FIRST = BigDecimal.valueOf(Instant.MIN.getEpochSecond());
    private static final BigDecimal LAST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    /** Usual times fit into a long of microseconds; but any client may write any number into Redis. */
    private static final long MICROS_A_SECOND = 1_000_000;

    private static final long SECONDS_IN_A_LONG = Long.MAX_VALUE / MICROS_A_SECOND - 1;
    private static final int DIGITS_IN_A_LONG = 18;
    private static final int DIGITS_OF_USUAL_SECONDS = 11;

    private Scores() {}

    /** Formats whole seconds without a point, others with up to six fraction digits; nanoseconds are truncated. */
    public static String text(Instant due) {
        if (due.getNano() < 1_000) {
            return Long.toString(due.getEpochSecond());
        }
        BigDecimal seconds = BigDecimal.valueOf(due.getEpochSecond()).add(BigDecimal.valueOf(due.getNano() / 1_000, 6));
        return seconds.stripTrailingZeros().toPlainString();
    }

    /**
     * Parses a score as Redis prints it, rounded to the microsecond; infinite and absurd scores become the earliest or
     * latest possible instant.
     *
     * @throws NumberFormatException if the score is not a number
     */
    public static Instant instant(String score) {
        if (score.endsWith("inf")) {
            return score.startsWith("-") ? Instant.MIN : Instant.MAX;
        }
        if (isUsual(score)) {
            return Instant.ofEpochSecond(Long.parseLong(score));
        }
        BigDecimal seconds = new BigDecimal(score);
        if (seconds.compareTo(FIRST) <= 0) {
            return Instant.MIN;
        }
        if (seconds.compareTo(LAST) >= 0) {
            return Instant.MAX;
        }
        return ofMicros(
                seconds.multiply(MICROS).setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
    }

    /** Whole seconds in the years 1970 to 5138, like nearly all scores: no arbitrary-precision arithmetic needed. */
    private static boolean isUsual(String score) {
        if (score.isEmpty() || score.length() > DIGITS_OF_USUAL_SECONDS) {
            return false;
        }
        for (int i = 0; i < score.length(); i++) {
            if (score.charAt(i) < '0' || score.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Instant ofMicros(BigInteger micros) {
        BigInteger[] parts = micros.divideAndRemainder(MICROS.toBigInteger());
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact() * 1_000);
    }

    public static Instant ofMicros(String micros) {
        if (micros.length() > DIGITS_IN_A_LONG) {
            return ofMicros(new BigInteger(micros));
        }
        long number = Long.parseLong(micros);
        return Instant.ofEpochSecond(
                Math.floorDiv(number, MICROS_A_SECOND), Math.floorMod(number, MICROS_A_SECOND) * 1_000);
    }

    /** Microseconds since 1970, as scripts take them. */
    public static String micros(Instant instant) {
        if (Math.abs(instant.getEpochSecond()) < SECONDS_IN_A_LONG) {
            return Long.toString(instant.getEpochSecond() * MICROS_A_SECOND + instant.getNano() / 1_000);
        }
        return BigDecimal.valueOf(instant.getEpochSecond())
                .multiply(MICROS)
                .add(BigDecimal.valueOf(instant.getNano() / 1_000))
                .toBigInteger()
                .toString();
    }
}
