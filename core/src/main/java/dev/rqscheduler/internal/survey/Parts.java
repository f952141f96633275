/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads the parts of a reply that several inspections have. */
final class Parts {

    private Parts() {}

    /** Reads a score, which is null or an empty string if there is none. */
    static Optional<Instant> score(Reply reply) {
        String text = reply.isNull() ? "" : reply.text();
        return text.isEmpty() ? Optional.empty() : Optional.of(Scores.instant(text));
    }

    /** Reads the reply of PTTL: negative for what never expires. */
    static Optional<Duration> rest(Reply millis) {
        long rest = millis.number();
        return rest < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(rest));
    }

    /** Reads name, value, name, value, ... */
    static <T> Map<String, T> pairs(Reply reply, Function<Reply, T> value) {
        Map<String, T> pairs = new LinkedHashMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            pairs.put(reply.at(i).text(), value.apply(reply.at(i + 1)));
        }
        return pairs;
    }

    /** Reads rows of so many parts each, laid end to end. */
    static <T> List<T> rows(Reply reply, int from, int width, IntFunction<T> row) {
        List<T> rows = new ArrayList<>();
        for (int i = from; i < reply.size(); i += width) {
            rows.add(row.apply(i));
        }
        return rows;
    }
}
