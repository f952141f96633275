/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Wall-clock times up to a last one. A rule with a COUNT is one of these: its last time is found once, and after that
 * the rule need not be counted from its start for every query.
 *
 * @param last included
 */
record BoundedTimes(WallTimes times, LocalDateTime last) implements WallTimes {
    @Override
    public @Nullable LocalDateTime nextFrom(LocalDateTime from) {
        LocalDateTime next = from.isAfter(last) ? null : times.nextFrom(from);
        return next == null || next.isAfter(last) ? null : next;
    }
}
