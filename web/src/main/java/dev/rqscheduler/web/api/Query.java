/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.internal.time.Times;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads query parameters, with a clear error for invalid ones. */
final class Query {

    private Query() {}

    static int number(Request request, String name, int standard, int least, int most) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw HttpProblem.badRequest(name + " must be a whole number from " + least + " to " + most);
    }

    static Optional<Instant> instant(Request request, String name) {
        try {
            return request.query(name).map(Times::parse);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(name + ": " + e.getMessage());
        }
    }

    static boolean flag(Request request, String name) {
        return switch (request.query(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw HttpProblem.badRequest(name + " must be true or false");
        };
    }

    static <E extends Enum<E>> Optional<E> choice(Request request, String name, Class<E> values) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (E value : values.getEnumConstants()) {
            if (word(value).equals(text.get())) {
                return Optional.of(value);
            }
        }
        throw HttpProblem.badRequest(name + " must be one of "
                + Arrays.stream(values.getEnumConstants()).map(Query::word).collect(Collectors.joining(", ")));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
