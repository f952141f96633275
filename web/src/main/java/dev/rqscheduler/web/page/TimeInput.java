/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.Times;
import dev.rqscheduler.web.http.HttpProblem;
import java.time.Instant;

/** A point in time as somebody types it. */
final class TimeInput {

    private TimeInput() {}

    /**
     * {@code 10m} from now, {@code 2026-11-26 15:00} on the wall clock of the page, or with an offset or zone of its own.
     *
     * @throws HttpProblem if it is none of these
     */
    static Instant parse(String text, Instant now, Zone zone) {
        String trimmed = text.strip();
        String length = trimmed.startsWith("in ") ? trimmed.substring(3) : trimmed;
        if (trimmed.isEmpty()) {
            throw HttpProblem.badRequest("the time is missing; write for example 10m, or 2026-11-26 15:00");
        }
        try {
            return now.plus(Durations.parse(length));
        } catch (IllegalArgumentException e) {
            // No length of time: then a point in time, said below.
        }
        try {
            return Times.parse(trimmed, zone);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(e.getMessage() + "; or a length of time from now, such as 10m");
        }
    }
}
