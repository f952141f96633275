/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;

/**
 * The scripts' source of time: always Redis's own clock, so that no host's clock can make a job early; tests that
 * replay a recorded state supply the recorded time.
 */
public interface ScriptClock {

    /** Redis's TIME, read inside the script. */
    ScriptClock REDIS = new ScriptClock() {
        @Override
        public String argument() {
            return "";
        }

        @Override
        public Instant now(RedisConnection redis) {
            return redis.time();
        }
    };

    /** Returns microseconds since 1970 as a string, or an empty string for Redis's own clock. */
    String argument();

    /** Returns the time outside a script. */
    Instant now(RedisConnection redis);

    /** A clock that stands still. */
    static ScriptClock frozen(Instant now) {
        return new ScriptClock() {
            @Override
            public String argument() {
                return Scores.micros(now);
            }

            @Override
            public Instant now(RedisConnection redis) {
                return now;
            }
        };
    }
}
