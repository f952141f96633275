/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.wire.JavaValues;
import dev.rqscheduler.internal.wire.PyRepr;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Python value as data, as in a job's arguments and meta. Immutable; dicts keep their order.
 *
 * <p>Values read from untrusted bytes may share parts. Printing is bounded ({@link PyRepr}), but {@code equals} and
 * {@code hashCode} of containers visit every path, so do not use such values as keys of a hash table.
 */
public sealed interface PyValue {
    /**
     * Converts a Java value to the value Python will see: null, booleans, whole numbers, float and double, text and
     * char, byte[] (bytes), collections and other arrays (list), {@link java.util.Set} (set), {@link java.util.Map}
     * (dict), {@link Instant} (datetime in UTC), OffsetDateTime and ZonedDateTime (datetime with that fixed offset),
     * LocalDateTime (naive datetime), LocalDate, LocalTime, Duration (timedelta), and every PyValue as it is.
     * Nanoseconds are truncated to microseconds.
     *
     * @throws IllegalArgumentException for anything else, for a value that contains itself, and for nesting deeper than
     *     200 levels; the message names the place
     */
    static PyValue of(@Nullable Object value) {
        return of("value", value);
    }

    /**
     * Same as {@link #of(Object)}; {@code place} names this value in error messages, for example {@code args[1]}.
     *
     * @throws IllegalArgumentException as {@link #of(Object)}
     */
    static PyValue of(String place, @Nullable Object value) {
        return new JavaValues().convert(place, value);
    }

    /** {@code None}. */
    enum None implements PyValue {
        NONE
    }

    /** {@code True} or {@code False}. */
    record Bool(boolean value) implements PyValue {}

    /** An {@code int} of any size. */
    record Int(BigInteger value) implements PyValue {
        public static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }
    }

    /** A {@code float}. */
    @SuppressWarnings("JavaLangClash") // Python's own name; always used as PyValue.Float
    record Float(double value) implements PyValue {}

    /** A {@code str}; may hold lone surrogates, which Python strings may hold too. */
    record Str(String value) implements PyValue {}

    /** {@code bytes}. */
    record Bytes(Octets value) implements PyValue {
        public static Bytes of(byte[] value) {
            return new Bytes(Octets.copyOf(value));
        }
    }

    /** A {@code bytearray}. */
    record ByteArray(Octets value) implements PyValue {
        public static ByteArray of(byte[] value) {
            return new ByteArray(Octets.copyOf(value));
        }
    }

    /** A {@code list}. */
    record List(java.util.List<PyValue> items) implements PyValue {
        public List {
            items = java.util.List.copyOf(items);
        }

        public static List of(PyValue... items) {
            return new List(java.util.List.of(items));
        }

        @Override
        public String toString() {
            return PyRepr.brief(this);
        }
    }

    /** A {@code tuple}. */
    record Tuple(java.util.List<PyValue> items) implements PyValue {
        public Tuple {
            items = java.util.List.copyOf(items);
        }

        public static Tuple of(PyValue... items) {
            return new Tuple(java.util.List.of(items));
        }

        @Override
        public String toString() {
            return PyRepr.brief(this);
        }
    }

    /** A {@code set}, in the order in which it was written. */
    record Set(java.util.List<PyValue> items) implements PyValue {
        public Set {
            items = java.util.List.copyOf(items);
        }

        @Override
        public String toString() {
            return PyRepr.brief(this);
        }
    }

    /** A {@code frozenset}, in the order in which it was written. */
    record FrozenSet(java.util.List<PyValue> items) implements PyValue {
        public FrozenSet {
            items = java.util.List.copyOf(items);
        }

        @Override
        public String toString() {
            return PyRepr.brief(this);
        }
    }

    /** One item of a dict. */
    record Entry(PyValue key, PyValue value) {}

    /** A {@code dict}, in order. If a key occurs twice the last one counts. */
    record Dict(java.util.List<Entry> entries) implements PyValue {
        public Dict {
            entries = java.util.List.copyOf(entries);
        }

        /** Creates a dict with string keys, in the map's order. */
        public static Dict of(java.util.Map<String, ? extends PyValue> items) {
            var entries = new java.util.ArrayList<Entry>(items.size());
            items.forEach((name, value) -> entries.add(new Entry(new Str(name), value)));
            return new Dict(entries);
        }

        /** Returns the value of a string key. */
        public Optional<PyValue> get(String key) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).key() instanceof Str text && text.value().equals(key)) {
                    return Optional.of(entries.get(i).value());
                }
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return PyRepr.brief(this);
        }
    }

    /** A {@code datetime.timedelta}, in microseconds. */
    record TimeDelta(Duration value) implements PyValue {
        /** Python's bound: one thousand million days, less one. */
        private static final long MAX_DAYS = 999_999_999;

        private static final long SECONDS_PER_DAY = 86_400;

        public TimeDelta {
            value = Duration.ofSeconds(value.toSeconds(), value.toNanosPart() / 1000 * 1000L);
            long days = Math.floorDiv(value.toSeconds(), SECONDS_PER_DAY);
            if (days > MAX_DAYS || days < -MAX_DAYS) {
                throw new IllegalArgumentException("a timedelta holds at most 999999999 days: " + value);
            }
        }

        /** Whole days, negative for a negative timedelta. */
        public long days() {
            return Math.floorDiv(value.toSeconds(), SECONDS_PER_DAY);
        }

        /** Seconds beyond the days, 0 to 86399. */
        public long seconds() {
            return Math.floorMod(value.toSeconds(), SECONDS_PER_DAY);
        }

        /** Microseconds beyond the seconds, 0 to 999999. */
        public int microseconds() {
            return value.toNanosPart() / 1000;
        }
    }

    /**
     * A {@code datetime.timezone}: a fixed offset from UTC, less than 24 hours either way.
     *
     * @param name the name given to it, or null for none
     */
    record TimeZone(TimeDelta offset, @Nullable String name) implements PyValue {
        /** {@code datetime.timezone.utc}. */
        public static final TimeZone UTC = new TimeZone(new TimeDelta(Duration.ZERO), null);

        public TimeZone {
            if (offset.value().abs().compareTo(Duration.ofDays(1)) >= 0) {
                throw new IllegalArgumentException("a UTC offset is less than 24 hours: " + offset.value());
            }
        }

        public static TimeZone of(ZoneOffset offset) {
            int seconds = offset.getTotalSeconds();
            return seconds == 0 ? UTC : new TimeZone(new TimeDelta(Duration.ofSeconds(seconds)), null);
        }
    }

    /**
     * A {@code datetime.datetime}.
     *
     * @param local the wall clock, years 1 to 9999, microseconds
     * @param fold 1 for the second of two equal wall clock times, else 0
     * @param zone null if naive; a time with a zone of another kind (pytz, zoneinfo) is read as {@link Reduced}
     */
    record DateTime(LocalDateTime local, int fold, @Nullable TimeZone zone) implements PyValue {
        public DateTime {
            local = LocalDateTime.of(checked(local.toLocalDate()), checked(local.toLocalTime()));
            checkFold(fold);
        }

        /** The instant; a naive time has none. */
        public Optional<Instant> instant() {
            return Optional.ofNullable(zone)
                    .map(fixed ->
                            local.toInstant(ZoneOffset.UTC).minus(fixed.offset().value()));
        }
    }

    /** A {@code datetime.date}, years 1 to 9999. */
    record Date(LocalDate value) implements PyValue {
        public Date {
            value = checked(value);
        }
    }

    /**
     * A {@code datetime.time}.
     *
     * @param fold as in {@link DateTime}
     * @param zone as in {@link DateTime}
     */
    record Time(LocalTime value, int fold, @Nullable TimeZone zone) implements PyValue {
        public Time {
            value = checked(value);
            checkFold(fold);
        }
    }

    /** A class or function, by name; never loaded. */
    record Global(String module, String name) implements PyValue {}

    /**
     * An object of an unknown class, as the recipe in the pickle.
     *
     * @param callable usually a {@link Global}: the class, or a function that makes the object
     * @param args usually a {@link Tuple}
     * @param kwargs keyword arguments, or null for none
     * @param state the state set afterwards, or null for none
     * @param listItems items appended or added to it
     * @param dictItems items assigned in it, in the order of the assignments
     */
    record Reduced(
            PyValue callable,
            PyValue args,
            @Nullable PyValue kwargs,
            @Nullable PyValue state,
            java.util.List<PyValue> listItems,
            java.util.List<Entry> dictItems)
            implements PyValue {
        public Reduced {
            listItems = java.util.List.copyOf(listItems);
            dictItems = java.util.List.copyOf(dictItems);
        }

        @Override
        public String toString() {
            return PyRepr.brief(this);
        }
    }

    /** An object that the pickle only refers to, by an id that means something to its writer. */
    record Persistent(PyValue id) implements PyValue {}

    /**
     * Replaces a value that contains itself.
     *
     * @param text as Python prints it there, for example {@code [...]}
     */
    record Recursive(String text) implements PyValue {}

    private static LocalDate checked(LocalDate value) {
        if (value.getYear() < 1 || value.getYear() > 9999) {
            throw new IllegalArgumentException("Python supports the years 1 to 9999, not " + value.getYear());
        }
        return value;
    }

    private static LocalTime checked(LocalTime value) {
        return value.truncatedTo(ChronoUnit.MICROS);
    }

    private static void checkFold(int fold) {
        if (fold != 0 && fold != 1) {
            throw new IllegalArgumentException("fold is 0 or 1, not " + fold);
        }
    }
}
