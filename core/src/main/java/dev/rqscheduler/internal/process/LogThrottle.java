/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Limits a repeated message to its first occurrence and then once a minute: a job that repeats every second would bury
 * everything else in the log. Not thread-safe.
 */
final class LogThrottle {

    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    /** Beyond this many, the one logged longest ago is forgotten, and logged at its next occurrence. */
    private static final int MOST = 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Logged> logged = new LinkedHashMap<>();

    private record Logged(long at, long suppressed) {}

    LogThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * @return how many occurrences were suppressed since it was last logged; empty if this one is to be suppressed
     */
    OptionalLong occurred(String what) {
        long now = nanoTime.getAsLong();
        Logged before = logged.get(what);
        if (before != null && now - before.at() < WINDOW_NANOS) {
            logged.put(what, new Logged(before.at(), before.suppressed() + 1));
            return OptionalLong.empty();
        }
        logged.remove(what);
        if (logged.size() == MOST) {
            logged.remove(logged.keySet().iterator().next());
        }
        logged.put(what, new Logged(now, 0));
        return OptionalLong.of(before == null ? 0 : before.suppressed());
    }
}
