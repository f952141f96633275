/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;

/** What happens to due times that passed while no scheduler ran, or that a scheduler reached late. */
public sealed interface Misfire {

    /** Maximum number of runs to catch up. */
    int MOST = 1_000;

    /** One run for everything missed, immediately. */
    record Once() implements Misfire {}

    /** Runs later than this are skipped. */
    record Skip(Duration after) implements Misfire {
        public Skip {
            if (after.isNegative() || after.isZero()) {
                throw new BadScheduleException("misfire_after", "must be more than zero, for example 5m");
            }
        }
    }

    /** Each missed due time gets its run, up to the last {@code limit} of them. */
    record All(int limit) implements Misfire {
        public All {
            if (limit < 1 || limit > MOST) {
                throw new BadScheduleException("misfire_limit", "must be 1 to " + MOST + ", not " + limit);
            }
        }
    }
}
