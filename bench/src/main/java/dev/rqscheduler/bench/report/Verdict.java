/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.OptionalDouble;

/**
 * One limit, and how the run stands to it.
 *
 * @param what the figure, in words
 * @param figure what was measured; empty if it was not
 * @param limit the most, or the least, that it may be
 */
public record Verdict(String what, OptionalDouble figure, Direction direction, double limit, String unit) {

    /** On which side of the limit is good. */
    public enum Direction {
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    public static Verdict atLeast(String what, OptionalDouble figure, double limit, String unit) {
        return new Verdict(what, figure, Direction.AT_LEAST, limit, unit);
    }

    public static Verdict atMost(String what, OptionalDouble figure, double limit, String unit) {
        return new Verdict(what, figure, Direction.AT_MOST, limit, unit);
    }

    public boolean isMeasured() {
        return figure.isPresent();
    }

    /** Whether it was measured and is on the right side; the limit itself is. */
    public boolean holds() {
        return figure.isPresent()
                && (direction == Direction.AT_LEAST ? figure.getAsDouble() >= limit : figure.getAsDouble() <= limit);
    }

    public String figureText() {
        return figure.isPresent() ? (Numbers.text(figure.getAsDouble()) + " " + unit).strip() : "not measured";
    }

    public String limitText() {
        return (direction.sign + " " + Numbers.text(limit) + " " + unit).strip();
    }

    public String answer() {
        return isMeasured() ? (holds() ? "yes" : "no") : "-";
    }
}
