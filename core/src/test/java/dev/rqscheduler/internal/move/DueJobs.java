/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Due jobs as they would have been read from Redis. */
final class DueJobs {

    static final Instant DUE = Instant.parse("2026-01-15T13:00:00Z");

    private DueJobs() {}

    /** A sound job due at {@link #DUE}, with further fields as name, value, name, value; a value may be empty. */
    static DueJob with(String... fields) {
        return dueAt(DUE, fields);
    }

    static DueJob dueAt(Instant due, String... fields) {
        Map<String, byte[]> hash = new TreeMap<>();
        hash.put("origin", bytes("default"));
        hash.put("status", bytes("scheduled"));
        hash.put("created_at", bytes("2026-01-15T12:34:56.789012Z"));
        for (int i = 0; i < fields.length; i += 2) {
            hash.put(fields[i], bytes(fields[i + 1]));
        }
        return read(due, hash);
    }

    static DueJob withMeta(byte[] meta) {
        return read(DUE, Map.of("origin", bytes("default"), "meta", meta));
    }

    static DueJob read(Instant due, Map<String, byte[]> hash) {
        List<byte @Nullable []> values = new ArrayList<>();
        for (JobField field : JobField.values()) {
            values.add(hash.get(field.fieldName()));
        }
        return new DueJob(
                bytes("a-job"),
                bytes(Long.toString(due.getEpochSecond())),
                due,
                Optional.empty(),
                Optional.empty(),
                DueJob.fields(values));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
