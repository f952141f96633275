/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.internal.store.LeaseLostException;
import dev.rqscheduler.internal.store.LockStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Controls concurrency: a lease on {@code rq:scheduler_lock}, so that one scheduler at a time moves jobs.
 *
 * <p>Python's rq-scheduler takes the same key for each of its passes, with SET NX EX and its clock's time as value;
 * while one holds it, the other waits. Ours keeps it for life and renews it after a third of the lease. It deletes the
 * key only if the key still holds its own token, and counts the lease from the start of the call that renewed it, by a
 * monotonic clock.
 *
 * <p>Correctness does not depend on any of this: every move compares the token again inside Redis, so a scheduler that
 * was stopped for longer than its lease moves nothing when it wakes up. Not thread-safe.
 */
final class SchedulerLock {

    private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();
    private static final long JUST_AFTER = Duration.ofMillis(5).toNanos();
    private static final Pattern PYTHON_TIME = Pattern.compile("\\d{9,11}(\\.\\d+)?");

    private final LockStore store;
    private final String token;
    private final Duration lease;
    private final LongSupplier nanoTime;

    private final BiConsumer<Duration, Duration> leases;

    private boolean held;
    private long renewed;
    private LockStore.Attempt lastAttempt = new LockStore.Attempt(false, "", 0);

    /**
     * @param leases receives, when the lease is taken or renewed, how long it is valid and what was left of the
     *     previous one
     */
    SchedulerLock(
            LockStore store,
            String token,
            Duration lease,
            LongSupplier nanoTime,
            BiConsumer<Duration, Duration> leases) {
        this.store = store;
        this.token = token;
        this.lease = lease;
        this.nanoTime = nanoTime;
        this.leases = leases;
    }

    String token() {
        return token;
    }

    boolean isHeld() {
        return held;
    }

    /** Takes the lock if it is free; returns whether this process holds it. */
    boolean acquire() {
        long start = nanoTime.getAsLong();
        lastAttempt = store.acquire(token, lease);
        // A call whose reply was lost may have taken the lock: then it holds our token and only needs renewing.
        if (lastAttempt.holder().equals(token) && !lastAttempt.ours()) {
            store.renew(token, lease);
            held = true;
        } else {
            held = lastAttempt.ours();
        }
        renewed = start;
        if (held) {
            leases.accept(left(), Duration.ZERO);
        }
        return held;
    }

    /**
     * Renews the lease if a third of it has elapsed.
     *
     * @throws LeaseLostException if the lock is held by another process, or by none
     */
    void keep() {
        if (nanosUntilRenewal() > 0) {
            return;
        }
        long start = nanoTime.getAsLong();
        store.renew(token, lease);
        Duration spare = left();
        renewed = start;
        leases.accept(left(), spare);
    }

    private Duration left() {
        return Duration.ofNanos(renewed + lease.toNanos() - nanoTime.getAsLong());
    }

    long nanosUntilRenewal() {
        return renewed + lease.toNanos() / 3 - nanoTime.getAsLong();
    }

    /**
     * Returns how long to wait before the next attempt: until the holder's lease ends, at most a second, since a Python
     * scheduler releases the lock long before it expires.
     */
    long nanosUntilRetry() {
        long rest = lastAttempt.restMillis();
        return rest < 0
                ? LONGEST_WAIT
                : Math.min(LONGEST_WAIT, Duration.ofMillis(rest).toNanos() + JUST_AFTER);
    }

    String holder() {
        String value = lastAttempt.holder();
        String who = PYTHON_TIME.matcher(value).matches()
                ? "a Python rqscheduler since " + Instant.ofEpochSecond((long) Double.parseDouble(value))
                : "\"" + (value.length() > 200 ? value.substring(0, 200) + "..." : value) + "\"";
        return lastAttempt.restMillis() == -1
                ? who + " (without expiry: if it is dead, delete the lock manually)"
                : who;
    }

    void lost() {
        held = false;
    }

    /** Releases the lock if this process holds it; tried even if it seems not to, since a reply may have been lost. */
    void release() {
        held = false;
        store.release(token);
    }
}
