/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rqscheduler.api.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rows of {@code vectors/crontab.json}: what Python's crontab 1.0.5 and rq-scheduler 0.14 answered. */
record CrontabVectors(List<Row> rows, List<Row> noNext, List<Row> invalid) {

    /** One row; keys that it does not have are absent from the map. */
    record Row(Map<String, String> values) {
        String cron() {
            return get("cron");
        }

        Instant now() {
            return Instant.ofEpochSecond(Long.parseLong(get("now")));
        }

        Zone zone() {
            return Zone.of(get("tz"));
        }

        Instant next() {
            return Instant.ofEpochSecond(Long.parseLong(get("next")));
        }

        LocalDateTime localNext() {
            return LocalDateTime.parse(get("local_next"));
        }

        boolean is(String flag) {
            return "true".equals(values.get(flag));
        }

        private String get(String key) {
            return Objects.requireNonNull(values.get(key), key);
        }
    }

    static CrontabVectors read() {
        try (var in = CrontabVectors.class.getResourceAsStream("/vectors/crontab.json");
                var json = new JsonFactory().createParser(Objects.requireNonNull(in))) {
            var lists = new HashMap<String, List<Row>>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    lists.put(name, rows(json));
                } else {
                    json.skipChildren();
                }
            }
            return new CrontabVectors(
                    Objects.requireNonNull(lists.get("rows")),
                    Objects.requireNonNull(lists.get("no_next")),
                    Objects.requireNonNull(lists.get("invalid")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows(JsonParser json) throws IOException {
        var rows = new ArrayList<Row>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            var values = new HashMap<String, String>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                values.put(key, json.getText());
            }
            rows.add(new Row(values));
        }
        return rows;
    }
}
