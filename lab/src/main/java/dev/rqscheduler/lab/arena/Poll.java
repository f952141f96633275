/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition by checking it repeatedly. */
public final class Poll {

    private Poll() {}

    /**
     * Waits until {@code condition} holds.
     *
     * @param what the condition in words, for the error message
     * @param pause between two checks
     * @return {@link System#nanoTime()} when the condition was first seen to hold
     * @throws IllegalStateException if it does not hold within {@code limit}
     */
    public static long until(String what, Duration limit, Duration pause, BooleanSupplier condition)
            throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            boolean holds = condition.getAsBoolean();
            long now = System.nanoTime();
            if (holds) {
                return now;
            }
            if (now - start > limit.toNanos()) {
                throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
