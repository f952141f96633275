/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Compares Redis's clock, which decides what is due, with this host's. */
final class ClockCheck {

    static final String NAME = "clock";
    private static final Duration HARMLESS = Duration.ofSeconds(1);

    private ClockCheck() {}

    /**
     * @param before host's clock before the query
     * @param redis Redis's reply
     * @param after host's clock after it
     */
    static List<Finding> judge(Instant before, Instant redis, Instant after) {
        // Redis read its clock somewhere between before and after: only a time outside is certainly a difference.
        Duration ahead = redis.isAfter(after) ? Duration.between(after, redis) : Duration.ZERO;
        Duration behind = redis.isBefore(before) ? Duration.between(redis, before) : Duration.ZERO;
        Duration skew = ahead.plus(behind);
        if (skew.compareTo(HARMLESS) < 0) {
            return List.of(Finding.pass(NAME, "Redis and this host agree within a second"));
        }
        return List.of(Finding.warn(
                NAME,
                "Redis's clock is " + TimeText.length(skew) + (ahead.isZero() ? " behind" : " ahead of")
                        + " this host's: rqscheduler uses Redis's clock only, but Python's rqscheduler uses its host's",
                "synchronise both hosts' clocks with NTP"));
    }
}
