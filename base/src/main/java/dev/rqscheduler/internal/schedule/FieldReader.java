/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a definition by type. A null field counts as absent. */
final class FieldReader {

    private final Map<String, PyValue> fields;

    FieldReader(Map<String, PyValue> fields) {
        this.fields = fields;
        fields.keySet().forEach(ScheduleField::require);
    }

    boolean has(ScheduleField field) {
        return value(field) != null;
    }

    private @Nullable PyValue value(ScheduleField field) {
        PyValue value = fields.get(field.key());
        return value instanceof PyValue.None ? null : value;
    }

    Optional<String> text(ScheduleField field) {
        return get(field, value -> value instanceof PyValue.Str text ? text.value() : null, "a string");
    }

    Optional<Boolean> flag(ScheduleField field) {
        return get(field, value -> value instanceof PyValue.Bool flag ? flag.value() : null, "true or false");
    }

    Optional<Long> number(ScheduleField field) {
        return get(
                field,
                value -> value instanceof PyValue.Int number && number.value().bitLength() < 64
                        ? (Long) number.value().longValue()
                        : null,
                "a whole number");
    }

    Optional<List<PyValue>> list(ScheduleField field) {
        return get(field, value -> value instanceof PyValue.List list ? list.items() : null, "a list");
    }

    List<String> texts(ScheduleField field) {
        List<String> texts = new ArrayList<>();
        for (PyValue item : list(field).orElse(List.of())) {
            texts.add(require(field, item instanceof PyValue.Str text ? text.value() : null, "a list of strings"));
        }
        return texts;
    }

    Map<String, PyValue> dict(ScheduleField field) {
        Map<String, PyValue> items = new LinkedHashMap<>();
        for (PyValue.Entry entry : get(
                        field, value -> value instanceof PyValue.Dict dict ? dict.entries() : null, "an object")
                .orElse(List.of())) {
            String key = entry.key() instanceof PyValue.Str text ? text.value() : null;
            items.put(require(field, key, "an object with string keys"), entry.value());
        }
        return items;
    }

    /** Reads a duration as {@link Durations} does, or a number of seconds. */
    Optional<Duration> duration(ScheduleField field) {
        return get(
                field, value -> duration(field, value), "a duration such as 30s, 15m or 1h30m, or a number of seconds");
    }

    private static @Nullable Duration duration(ScheduleField field, PyValue value) {
        String text = value instanceof PyValue.Str written
                ? written.value()
                : value instanceof PyValue.Int number
                        ? number.value().toString()
                        : value instanceof PyValue.Float real ? Double.toString(real.value()) : null;
        return text == null ? null : parse(field, text, Durations::parseSeconds);
    }

    boolean isMinusOne(ScheduleField field) {
        return PyValue.Int.of(-1).equals(value(field));
    }

    List<Duration> durations(ScheduleField field) {
        List<Duration> durations = new ArrayList<>();
        for (PyValue item : list(field).orElse(List.of())) {
            durations.add(require(field, duration(field, item), "a list of durations"));
        }
        return durations;
    }

    /** Same as {@link #instant(ScheduleField, String, Zone)}. */
    Optional<Instant> instant(ScheduleField field, Zone zone) {
        return text(field).map(text -> instant(field, text, zone));
    }

    /** Reads ISO-8601; without an offset, a time on the zone's wall clock. */
    static Instant instant(ScheduleField field, String text, Zone zone) {
        Optional<LocalDateTime> local = local(text);
        Instant instant = local.isPresent() ? zone.instant(local.get()) : parse(field, text, Times::parse);
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw new BadScheduleException(field.key(), "must be a whole number of microseconds, not " + text);
        }
        return instant;
    }

    /** Reads a wall-clock time. */
    LocalDateTime localTime(ScheduleField field, String text) {
        return require(
                field, local(text).orElse(null), "a wall-clock time such as 2026-12-01T09:00, without an offset");
    }

    private static Optional<LocalDateTime> local(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.strip().replace(' ', 'T')));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    <E extends Enum<E>> Optional<E> choice(ScheduleField field, Map<String, E> choices) {
        return text(field)
                .map(text -> require(
                        field,
                        choices.get(text.toLowerCase(Locale.ROOT)),
                        "one of " + String.join(", ", choices.keySet())));
    }

    static <T> T parse(ScheduleField field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadScheduleException(field.key(), String.valueOf(e.getMessage()));
        }
    }

    private <T> Optional<T> get(ScheduleField field, Function<PyValue, @Nullable T> as, String wanted) {
        PyValue value = value(field);
        return value == null ? Optional.empty() : Optional.of(require(field, as.apply(value), wanted));
    }

    private static <T> T require(ScheduleField field, @Nullable T value, String wanted) {
        if (value == null) {
            throw new BadScheduleException(field.key(), "must be " + wanted);
        }
        return value;
    }

    /** Returns the written names of choices, in the order in which messages list them. */
    static <E extends Enum<E>> Map<String, E> words(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return Collections.unmodifiableMap(words);
    }
}
