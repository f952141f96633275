/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import dev.rqscheduler.testing.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** One recorded state: file {@code <name>.<stack>.<phase>.json}. */
record Vector(String file, Map<String, Object> content) {

    static Vector read(String file) {
        try {
            return new Vector(file, Json.resource("/vectors/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    Map<String, Object> keys() {
        return Json.object(content.get("keys"));
    }

    Instant now() {
        return Instant.parse((String) inputs().get("now"));
    }

    ZoneId zone() {
        return ZoneId.of((String) inputs().get("TZ"));
    }

    private Map<String, Object> inputs() {
        return Json.object(content.get("frozen_inputs"));
    }
}
