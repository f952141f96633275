/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import java.time.Instant;

/** Prometheus's unit of time. */
final class Seconds {

    private Seconds() {}

    static double of(long nanos) {
        return nanos / 1e9;
    }

    /** Since 1970; to about a microsecond, which is what the type holds. */
    static double of(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }
}
