/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a definition; defaults are omitted, so that a definition has exactly one written form. */
final class FieldWriter {

    private final Map<ScheduleField, PyValue> fields = new EnumMap<>(ScheduleField.class);

    void text(ScheduleField field, String value, String standard) {
        if (!value.equals(standard)) {
            fields.put(field, new PyValue.Str(value));
        }
    }

    void number(ScheduleField field, long value) {
        fields.put(field, PyValue.Int.of(value));
    }

    void flag(ScheduleField field, boolean value) {
        if (value) {
            fields.put(field, new PyValue.Bool(true));
        }
    }

    void duration(ScheduleField field, Duration value) {
        fields.put(field, new PyValue.Str(Durations.format(value)));
    }

    void durations(ScheduleField field, List<Duration> values) {
        texts(field, values.stream().map(Durations::format).toList());
    }

    void instant(ScheduleField field, @Nullable Instant value) {
        if (value != null) {
            fields.put(field, new PyValue.Str(value.toString()));
        }
    }

    void texts(ScheduleField field, List<String> values) {
        if (!values.isEmpty()) {
            fields.put(
                    field,
                    new PyValue.List(values.stream()
                            .map(value -> (PyValue) new PyValue.Str(value))
                            .toList()));
        }
    }

    <E extends Enum<E>> void choice(ScheduleField field, Map<String, E> words, E value, E standard) {
        if (value != standard) {
            words.forEach((word, choice) -> {
                if (choice == value) {
                    fields.put(field, new PyValue.Str(word));
                }
            });
        }
    }

    void value(ScheduleField field, PyValue value) {
        fields.put(field, value);
    }

    Map<String, PyValue> fields() {
        Map<String, PyValue> ordered = new LinkedHashMap<>();
        fields.forEach((field, value) -> ordered.put(field.key(), value));
        return Collections.unmodifiableMap(ordered);
    }
}
