/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object of a response. Empty values are omitted; names keep the order in which they were added. */
public final class JsonObject {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    public JsonObject put(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    public JsonObject put(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    /** Adds an array. */
    public <T> JsonObject list(String name, Collection<T> items, Function<? super T, ? extends @Nullable Object> json) {
        return put(name, items.stream().map(json).toList());
    }

    /** Adds a count; null if it could not be read. */
    public JsonObject count(String name, OptionalLong value) {
        return put(name, value.isEmpty() ? null : (Object) value.getAsLong());
    }

    /** Adds a duration in seconds. */
    public JsonObject span(String name, Duration value) {
        return put(name, seconds(value));
    }

    public JsonObject span(String name, Optional<Duration> value) {
        return put(name, value.map(JsonObject::seconds));
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    private static BigDecimal seconds(Duration value) {
        BigDecimal seconds = BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
        return seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
    }
}
