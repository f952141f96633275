/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.Optional;

/**
 * The scripts' source of time: always Redis's own clock, so that no host's clock can make a job early; tests that
 * replay a recorded state supply the recorded time.
 */
public record ScriptClock(Optional<Instant> recorded) {

    /** Redis's TIME, read inside the script. */
    public static final ScriptClock REDIS = new ScriptClock(Optional.empty());

    /** A clock that stands still. */
    public static ScriptClock frozen(Instant now) {
        return new ScriptClock(Optional.of(now));
    }

    /** Returns microseconds since 1970 as a string, or an empty string for Redis's own clock. */
    public String argument() {
        return recorded.map(Scores::micros).orElse("");
    }

    /** Returns the time outside a script. */
    public Instant now(RedisConnection redis) {
        return recorded.orElseGet(redis::time);
    }
}
