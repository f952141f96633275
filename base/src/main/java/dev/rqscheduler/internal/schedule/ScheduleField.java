/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.internal.time.EditDistance;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of a schedule's definition, in the order in which they are written. */
public enum ScheduleField {
    GROUP,
    FUNCTION,
    ARGS,
    KWARGS,
    QUEUE,
    CRON,
    CRON_DAYS,
    CRON_SECONDS,
    EVERY,
    ANCHOR,
    AT,
    RRULE,
    RRULE_FROM,
    ZONE,
    START,
    END,
    MAX_RUNS,
    EXCLUDE,
    JITTER,
    SKIPPED_HOUR,
    REPEATED_HOUR,
    MISFIRE,
    MISFIRE_AFTER,
    MISFIRE_LIMIT,
    OVERLAP,
    DEADLINE,
    SERIALIZER,
    DESCRIPTION,
    TIMEOUT,
    RESULT_TTL,
    FAILURE_TTL,
    META,
    AT_FRONT,
    RETRY_MAX,
    RETRY_INTERVALS,
    ON_SUCCESS,
    ON_SUCCESS_TIMEOUT,
    ON_FAILURE,
    ON_FAILURE_TIMEOUT,
    ON_STOPPED,
    ON_STOPPED_TIMEOUT;

    /** No known word is nearly as long; the cost of a suggestion grows with the length. */
    private static final int LONGEST_GIVEN = 100;

    private static final Map<String, ScheduleField> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ScheduleField::key, field -> field));

    private final String key = name().toLowerCase(Locale.ROOT);

    /** Returns the field's written name. */
    public String key() {
        return key;
    }

    /**
     * @throws BadScheduleException if there is no such field; the message suggests a similar one, if any
     */
    public static ScheduleField require(String key) {
        return Optional.ofNullable(BY_KEY.get(key))
                .orElseThrow(() -> new BadScheduleException(key, "is not a schedule field" + hint(key)));
    }

    /** Returns all written names. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ScheduleField::key).toList();
    }

    /** Returns a question to append to a message; empty if nothing is similar. */
    private static String hint(String given) {
        String start = given.substring(0, Math.min(given.length(), LONGEST_GIVEN));
        return keys().stream()
                .filter(word -> EditDistance.between(start, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> EditDistance.between(start, word)))
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }
}
