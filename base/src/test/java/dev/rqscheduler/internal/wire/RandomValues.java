/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.PyValue;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random values that Python pickles like this code: every text is a new one of more than one character and no frozenset
 * is empty, because of those Python keeps single objects.
 */
final class RandomValues {
    private static final String ALPHABET = "ab'\"\\\n\t\u0000\u007f\u00e9\u00ad\u0416\u2028\ud800\udfff";

    private final Random random;
    private int texts;

    RandomValues(Random random) {
        this.random = random;
    }

    PyValue value(int depth) {
        if (depth > 3 || random.nextInt(5) < 2) {
            return scalar();
        }
        var items = new ArrayList<PyValue>();
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            items.add(value(depth + 1));
        }
        if (size > 1 && random.nextInt(4) == 0) {
            items.add(items.get(0));
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> new PyValue.List(items);
            case 2 -> new PyValue.Tuple(items);
            case 3 ->
                new PyValue.Dict(items.stream()
                        .map(item -> new PyValue.Entry(text(random.nextInt(9)), item))
                        .toList());
            case 4 -> new PyValue.Set(size == 0 ? List.of() : List.of(whole()));
            default -> new PyValue.FrozenSet(List.of(text(4)));
        };
    }

    PyValue json(int depth) {
        var items = new ArrayList<PyValue>();
        for (int i = random.nextInt(5); i > 0 && depth < 4; i--) {
            items.add(json(depth + 1));
        }
        return switch (random.nextInt(8)) {
            case 0 -> new PyValue.List(items);
            case 1, 2 ->
                new PyValue.Dict(items.stream()
                        .map(item -> new PyValue.Entry(text(random.nextInt(9)), item))
                        .toList());
            case 3 -> whole();
            case 4 -> real();
            case 5 -> new PyValue.Bool(random.nextBoolean());
            case 6 -> PyValue.None.NONE;
            default -> text(random.nextInt(20));
        };
    }

    List<PyValue> numbers(int count) {
        var numbers = new ArrayList<PyValue>();
        for (int i = 0; i < count; i++) {
            numbers.add(PyValue.Int.of(i));
        }
        return numbers;
    }

    /** A text that starts with a number of its own. */
    PyValue.Str text(int length) {
        var text = new StringBuilder("t").append(texts++);
        while (text.length() < length) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        // A high surrogate followed by a low one is one character in Java, and may be two in Python.
        return new PyValue.Str(text.toString().replace("\ud800\udfff", "\ud83d\ude00"));
    }

    private PyValue scalar() {
        return switch (random.nextInt(9)) {
            case 0 -> PyValue.None.NONE;
            case 1 -> new PyValue.Bool(random.nextBoolean());
            case 2, 3 -> whole();
            case 4 -> real();
            case 5 -> bytes();
            case 6 -> new PyValue.ByteArray(((PyValue.Bytes) bytes()).value());
            case 7 -> date();
            default -> text(random.nextInt(400));
        };
    }

    private PyValue whole() {
        return random.nextBoolean()
                ? PyValue.Int.of(random.nextInt(140_000) - 70_000)
                : new PyValue.Int(new BigInteger(random.nextInt(2200), random).negate());
    }

    private PyValue real() {
        return new PyValue.Float(
                switch (random.nextInt(4)) {
                    case 0 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
                    case 1 -> random.nextInt(1000) / 8.0;
                    case 2 -> random.nextBoolean() ? Double.NEGATIVE_INFINITY : -0.0;
                    default -> random.nextDouble() * 1e18;
                });
    }

    private PyValue bytes() {
        var bytes = new byte[2 + random.nextInt(300)];
        random.nextBytes(bytes);
        return PyValue.Bytes.of(bytes);
    }

    private PyValue date() {
        var day = LocalDate.of(1 + random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28));
        var clock = LocalTime.ofSecondOfDay(random.nextInt(86_400)).plusNanos(random.nextInt(1000) * 1000L);
        return switch (random.nextInt(5)) {
            case 0 -> new PyValue.Date(day);
            case 1 -> new PyValue.Time(clock, random.nextInt(2), null);
            case 2 -> new PyValue.TimeDelta(Duration.ofSeconds(random.nextInt(), random.nextInt(1000) * 1000L));
            case 3 -> new PyValue.DateTime(LocalDateTime.of(day, clock), random.nextInt(2), null);
            default -> new PyValue.DateTime(LocalDateTime.of(day, clock), 0, zone());
        };
    }

    private PyValue.TimeZone zone() {
        return random.nextBoolean()
                ? PyValue.TimeZone.UTC
                : new PyValue.TimeZone(
                        new PyValue.TimeDelta(Duration.ofSeconds(random.nextInt(86_400) - 86_000)), null);
    }
}
