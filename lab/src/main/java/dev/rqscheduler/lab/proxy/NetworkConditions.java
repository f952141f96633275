/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.proxy;

import dev.rqscheduler.lab.resp.RespCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The present state of the network between a proxy's clients and Redis. Thread-safe. */
final class NetworkConditions {

    private volatile Duration delay = Duration.ZERO;
    private volatile Duration jitter = Duration.ZERO;
    private volatile boolean swallowing;
    private volatile @Nullable CallTrap trap;

    void clear() {
        delay = Duration.ZERO;
        jitter = Duration.ZERO;
        swallowing = false;
        CallTrap set = trap;
        trap = null;
        if (set != null) {
            set.release();
        }
    }

    void delay(Duration value) {
        delay = value;
    }

    void jitter(Duration maximum) {
        jitter = maximum;
    }

    void swallow() {
        swallowing = true;
    }

    boolean swallowing() {
        return swallowing;
    }

    void set(CallTrap newTrap) {
        trap = newTrap;
    }

    /** Waits as long as a request takes at present. */
    void delayRequest() {
        sleep(delay.toNanos());
    }

    /** Waits as long as a reply takes at present. */
    void delayReply(SplittableRandom random) {
        long maximum = jitter.toNanos();
        sleep(delay.toNanos() + (maximum == 0 ? 0 : random.nextLong(maximum)));
    }

    /** Finer than {@link Thread#sleep}, which counts in milliseconds. */
    private static void sleep(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** The trap that acts on this command, if any. */
    Optional<CallTrap> trapFor(RespCommand command) {
        CallTrap set = trap;
        return set != null && set.springs(command) ? Optional.of(set) : Optional.empty();
    }
}
