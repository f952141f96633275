/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import java.util.OptionalDouble;

/**
 * A limit, and whether a run is within it.
 *
 * @param what the figure in words
 * @param figure the measured value; empty if it was not measured
 * @param limit the maximum or minimum
 */
public record LimitCheck(String what, OptionalDouble figure, Direction direction, double limit, String unit) {

    /** The side of the limit that is within it. */
    public enum Direction {
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    public static LimitCheck atLeast(String what, OptionalDouble figure, double limit, String unit) {
        return new LimitCheck(what, figure, Direction.AT_LEAST, limit, unit);
    }

    public static LimitCheck atMost(String what, OptionalDouble figure, double limit, String unit) {
        return new LimitCheck(what, figure, Direction.AT_MOST, limit, unit);
    }

    public boolean isMeasured() {
        return figure.isPresent();
    }

    /** Whether it was measured and is within the limit, which includes the limit itself. */
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
