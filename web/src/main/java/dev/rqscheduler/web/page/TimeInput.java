/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.Times;
import dev.rqscheduler.web.http.HttpProblem;
import java.time.Instant;

/** Parses a point in time entered by a user. */
final class TimeInput {

    private TimeInput() {}

    /**
     * Parses {@code 10m} (from now), {@code 2026-11-26 15:00} (in the page's zone), or a time with an explicit offset or zone.
     *
     * @throws HttpProblem if the text is none of these
     */
    static Instant parse(String text, Instant now, Zone zone) {
        String trimmed = text.strip();
        String length = trimmed.startsWith("in ") ? trimmed.substring(3) : trimmed;
        if (trimmed.isEmpty()) {
            throw HttpProblem.badRequest("enter a time, for example 10m or 2026-11-26 15:00");
        }
        try {
            return now.plus(Durations.parse(length));
        } catch (IllegalArgumentException e) {
            // Not a duration, so try a point in time.
        }
        try {
            return Times.parse(trimmed, zone);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(e.getMessage() + "; or a duration from now, such as 10m");
        }
    }
}
