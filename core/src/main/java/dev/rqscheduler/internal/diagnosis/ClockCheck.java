/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Redis's clock, which decides what is due, against the clock of this host. */
final class ClockCheck {

    static final String NAME = "clock";
    private static final Duration HARMLESS = Duration.ofSeconds(1);

    private ClockCheck() {}

    /**
     * @param before host's clock before Redis was asked
     * @param redis Redis's answer
     * @param after host's clock after it
     */
    static List<Finding> judge(Instant before, Instant redis, Instant after) {
        // Redis read its clock somewhere between before and after: only what lies outside is surely a difference.
        Duration ahead = redis.isAfter(after) ? Duration.between(after, redis) : Duration.ZERO;
        Duration behind = redis.isBefore(before) ? Duration.between(redis, before) : Duration.ZERO;
        Duration skew = ahead.plus(behind);
        if (skew.compareTo(HARMLESS) < 0) {
            return List.of(Finding.pass(NAME, "Redis and this host agree within a second"));
        }
        return List.of(Finding.warn(
                NAME,
                "Redis's clock is " + Words.length(skew) + (ahead.isZero() ? " behind" : " ahead of")
                        + " this host's: rqscheduler goes by Redis's clock alone, but Python's by its host's",
                "set both hosts' clocks by NTP"));
    }
}
