/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A reply of Redis with typed access to its parts; a reply of an unexpected shape is a clear error, not a failed cast.
 */
public record Reply(@Nullable Object value) {

    public static Reply of(@Nullable Object value) {
        return new Reply(value);
    }

    public boolean isNull() {
        return value == null;
    }

    public Reply at(int index) {
        List<?> parts = list();
        if (index >= parts.size()) {
            throw new IllegalStateException(
                    "Redis replied with " + parts.size() + " parts where part " + index + " is needed");
        }
        return new Reply(parts.get(index));
    }

    List<?> list() {
        if (value instanceof List<?> parts) {
            return parts;
        }
        throw unexpected("a list");
    }

    public int size() {
        return list().size();
    }

    /**
     * Reads a list of entries of several parts each.
     *
     * @param read receives where an entry begins
     */
    public <T> List<T> every(int parts, IntFunction<T> read) {
        int size = size();
        List<T> entries = new ArrayList<>(size / parts);
        for (int i = 0; i < size; i += parts) {
            entries.add(read.apply(i));
        }
        return entries;
    }

    public byte[] bytes() {
        if (value instanceof byte[] raw) {
            return raw;
        }
        throw unexpected("a string");
    }

    public byte @Nullable [] bytesOrNull() {
        return value == null ? null : bytes();
    }

    public String text() {
        return value instanceof Long number ? number.toString() : new String(bytes(), StandardCharsets.UTF_8);
    }

    public long number() {
        if (value instanceof Long number) {
            return number;
        }
        return new BigInteger(text()).longValueExact();
    }

    Instant redisTime() {
        return Instant.ofEpochSecond(at(0).number(), at(1).number() * 1_000);
    }

    private IllegalStateException unexpected(String wanted) {
        String got = value == null ? "nothing" : value.getClass().getSimpleName();
        return new IllegalStateException("Redis replied with " + got + " where " + wanted + " is needed");
    }
}
