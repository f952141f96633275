/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static dev.rqscheduler.internal.move.BadJobException.quoted;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyRepr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Python's {@code if value} and {@code int(value)}, as rq-scheduler applies them to what it finds in meta. */
final class PyTruth {

    private static final Pattern PYTHON_INT = Pattern.compile("[+-]?\\d+(_\\d+)*");
    private static final int MAX_DIGITS = 100;

    private PyTruth() {}

    static boolean isTruthy(PyValue value) {
        if (value == PyValue.None.NONE) {
            return false;
        } else if (value instanceof PyValue.Bool bool) {
            return bool.value();
        } else if (value instanceof PyValue.Str text) {
            return !text.value().isEmpty();
        } else if (value instanceof PyValue.List list) {
            return !list.items().isEmpty();
        } else if (value instanceof PyValue.Tuple tuple) {
            return !tuple.items().isEmpty();
        } else if (value instanceof PyValue.Dict dict) {
            return !dict.entries().isEmpty();
        }
        return !isZero(value);
    }

    /** Python's {@code value == 0} for what is not truthy: true for numbers only. */
    static boolean isZero(PyValue value) {
        return (value instanceof PyValue.Int whole && whole.value().signum() == 0)
                || (value instanceof PyValue.Float real && real.value() == 0)
                || (value instanceof PyValue.Bool bool && !bool.value());
    }

    /**
     * @throws BadJobException if Python's {@code int()} would raise
     */
    static BigInteger toInt(String name, PyValue value) {
        if (value instanceof PyValue.Int number) {
            return number.value();
        } else if (value instanceof PyValue.Bool bool) {
            return bool.value() ? BigInteger.ONE : BigInteger.ZERO;
        } else if (value instanceof PyValue.Float real && Double.isFinite(real.value())) {
            return new BigDecimal(real.value()).toBigInteger();
        } else if (value instanceof PyValue.Str text) {
            String digits = text.value().strip();
            if (digits.length() <= MAX_DIGITS && PYTHON_INT.matcher(digits).matches()) {
                return new BigInteger(digits.replace("_", ""));
            }
        }
        String remedy = value instanceof PyValue.Reduced ? ", whose class could make it any number: write an int" : "";
        throw new BadJobException(name + " must be a number, but meta says " + shown(value) + remedy);
    }

    static String shown(PyValue value) {
        return value instanceof PyValue.Str text ? quoted(text.value()) : PyRepr.of(value, 80);
    }
}
