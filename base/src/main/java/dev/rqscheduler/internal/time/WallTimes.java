/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A set of wall-clock times, at whole seconds of the years 1970 to 2099, independent of a zone. */
interface WallTimes {
    /** The first of them that is not before {@code from} (whole seconds), or null if none is left. */
    @Nullable
    LocalDateTime nextFrom(LocalDateTime from);

    /** Returns the nth of those that are not before {@code from}, n at least 1, or null if there are fewer. */
    default @Nullable LocalDateTime nthFrom(LocalDateTime from, int n) {
        LocalDateTime time = nextFrom(from);
        for (int i = 1; i < n && time != null; i++) {
            time = nextFrom(time.plusSeconds(1));
        }
        return time;
    }

    /**
     * The same up to a last one, included. So a COUNT becomes a last time once, and the rule need not be counted from
     * its start for every query.
     */
    default WallTimes upTo(LocalDateTime last) {
        return from -> {
            LocalDateTime next = from.isAfter(last) ? null : nextFrom(from);
            return next == null || next.isAfter(last) ? null : next;
        };
    }
}
