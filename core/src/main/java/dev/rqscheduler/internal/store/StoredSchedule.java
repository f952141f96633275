/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.wire.Scores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule as stored.
 *
 * @param score when it is due; empty if never
 * @param newest the newest entry of its history, in lists only
 */
public record StoredSchedule(String name, String score, Map<Field, byte[]> fields, Optional<HistoryStore.Line> newest) {

    /** Returns an empty string for an absent field. */
    public String text(Field field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    public byte[] definition() {
        return bytes(Field.DEFINITION);
    }

    byte[] bytes(Field field) {
        byte[] value = fields.get(field);
        return value == null ? new byte[0] : value;
    }

    /** A field in microseconds since 1970. */
    public Optional<Instant> instant(Field field) {
        String micros = text(field);
        return micros.matches("\\d{1,18}") ? Optional.of(Scores.ofMicros(micros)) : Optional.empty();
    }

    public long number(Field field) {
        String digits = text(field);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** The fields of a schedule's hash. */
    public enum Field {
        DEFINITION,
        STATE,
        PROBLEM,
        DUE,
        HELD,
        RUNS,
        MANUAL,
        LAST_DUE,
        LAST_AT,
        LAST_JOB,
        SKIP,
        PAUSED,
        PAUSED_REASON,
        PAUSED_BY,
        PAUSED_AT,
        CREATED_AT,
        UPDATED_AT,
        UPDATED_BY;

        /** In the order in which they are requested. */
        static final List<Field> ALL = List.of(values());

        static final List<byte[]> NAMES = ALL.stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
