/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of {@code --meta}. */
final class MetaText {

    private MetaText() {}

    static Map<String, @Nullable Object> read(String text) {
        PyValue value;
        try {
            value = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (WireFormatException e) {
            throw new UsageException("--meta must be a JSON object such as {\"key\": 1}: " + e.getMessage(), e);
        }
        if (!(value instanceof PyValue.Dict object)) {
            throw new UsageException("--meta must be a JSON object such as {\"key\": 1}, not another JSON value");
        }
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        for (PyValue.Entry entry : object.entries()) {
            if (entry.key() instanceof PyValue.Str name) {
                meta.put(name.value(), entry.value());
            }
        }
        return meta;
    }
}
