/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;

/** What happens to due times that passed while no scheduler ran, or that it came to late. */
public sealed interface Misfire {

    /** The most runs that are caught up. */
    int MOST = 1_000;

    /** One run for all that was missed, at once. */
    record Once() implements Misfire {}

    /** Runs that are later than this are left out. */
    record Skip(Duration after) implements Misfire {
        public Skip {
            if (after.isNegative() || after.isZero()) {
                throw new BadScheduleException("misfire_after", "must be more than zero, for example 5m");
            }
        }
    }

    /** Each due time that was missed gets its run, the last {@code limit} of them. */
    record All(int limit) implements Misfire {
        public All {
            if (limit < 1 || limit > MOST) {
                throw new BadScheduleException("misfire_limit", "must be 1 to " + MOST + ", not " + limit);
            }
        }
    }
}
