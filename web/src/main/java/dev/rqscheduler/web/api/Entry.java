/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Builds a JSON object of a response. Empty values are omitted; names keep the order in which they were added. */
final class Entry {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    Entry put(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    Entry put(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    /** Adds a count; null if it could not be read. */
    Entry count(String name, OptionalLong value) {
        return put(name, value.isEmpty() ? null : (Object) value.getAsLong());
    }

    /** Adds a string unless it is empty. */
    Entry text(String name, String value) {
        return value.isEmpty() ? this : put(name, value);
    }

    Entry time(String name, Instant value) {
        return put(name, value.toString());
    }

    Entry time(String name, Optional<Instant> value) {
        return put(name, value.map(Instant::toString));
    }

    /** Adds a duration in seconds. */
    Entry span(String name, Duration value) {
        return put(name, seconds(value));
    }

    Entry span(String name, Optional<Duration> value) {
        return put(name, value.map(Entry::seconds));
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    private static BigDecimal seconds(Duration value) {
        BigDecimal seconds = BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
        return seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
    }
}
