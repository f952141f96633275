/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Whether something that happens again and again is to be told this time: the first time, and then once a minute. What a job
 * does each second would bury everything else in a log. Not thread-safe.
 */
final class Repeats {

    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    /** Of more than these, the one told longest ago is forgotten, and told at its next time. */
    private static final int MOST = 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Told> told = new LinkedHashMap<>();

    private record Told(long at, long untold) {}

    Repeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * @return how many times it was not told since it was told last; empty if it is not to be told now
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
