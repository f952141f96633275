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
    private final Map<String, Told> told = new LinkedHashMap<>();

    private record Told(long at, long untold) {}

    LogThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * @return how many occurrences were suppressed since it was last logged; empty if this one is to be suppressed
     */
    OptionalLong tell(String what) {
        long now = nanoTime.getAsLong();
        Told before = told.get(what);
        if (before != null && now - before.at() < WINDOW_NANOS) {
            told.put(what, new Told(before.at(), before.untold() + 1));
            return OptionalLong.empty();
        }
        told.remove(what);
        if (told.size() == MOST) {
            told.remove(told.keySet().iterator().next());
        }
        told.put(what, new Told(now, 0));
        return OptionalLong.of(before == null ? 0 : before.untold());
    }
}
