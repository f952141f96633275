/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.recovery;

import java.time.Duration;

/** What moving has to recover from. */
enum Event {
    KILL("kill -9 of the holder, a standby there"),
    STOP("clean stop (SIGTERM) of the holder, a standby there"),
    REDIS_RESTART("restart of Redis after 0 to 8 s, from when it answers again");

    private final String what;

    Event(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }

    /** How long until the next move, at most. */
    Duration limit(Duration lease) {
        return switch (this) {
            case KILL -> lease.plusSeconds(1);
            case STOP -> Duration.ofSeconds(1);
            case REDIS_RESTART -> Duration.ofSeconds(2);
        };
    }
}
