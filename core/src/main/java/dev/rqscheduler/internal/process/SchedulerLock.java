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
 * The concurrency controller: a lease on {@code rq:scheduler_lock}, so that one scheduler at a time moves jobs.
 *
 * <p>Python's rq-scheduler takes the same key for each of its passes, with SET NX EX and its clock's time as value; whichever
 * holds it, the other waits. Ours keeps it as long as it lives and renews it at a third of the lease. It deletes the key only
 * if the key still holds its own token, and counts the lease from the start of the call that renewed it, by a clock that
 * nobody sets.
 *
 * <p>Correctness does not hang on any of this: every move compares the token again inside Redis, so that a scheduler that
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
     * @param leases told, when the lease was taken or renewed, how long it holds from now and what was left of the one before
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

    /** Takes the lock if it is free; true if it is ours. */
    boolean acquire() {
        long start = nanoTime.getAsLong();
        lastAttempt = store.acquire(token, lease);
        // A call whose reply was lost may have taken the lock: then it holds our token, and only the renewal is
        // missing.
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
     * Renews the lease if a third of it is over.
     *
     * @throws LeaseLostException if the lock is another's, or nobody's
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
     * How long to wait before the next attempt: just until the holder's lease ends, at most a second, since a Python
     * scheduler gives the lock back long before it expires.
     */
    long nanosUntilRetry() {
        long rest = lastAttempt.restMillis();
        return rest < 0
                ? LONGEST_WAIT
                : Math.min(LONGEST_WAIT, Duration.ofMillis(rest).toNanos() + JUST_AFTER);
    }

    /** Who holds the lock, in words. */
    String holder() {
        String value = lastAttempt.holder();
        String who = PYTHON_TIME.matcher(value).matches()
                ? "a Python rqscheduler since " + Instant.ofEpochSecond((long) Double.parseDouble(value))
                : "\"" + (value.length() > 200 ? value.substring(0, 200) + "..." : value) + "\"";
        return lastAttempt.restMillis() == -1
                ? who + " (without expiry: it must be deleted by hand if it is dead)"
                : who;
    }

    /** Notes that the lock is not ours any more. */
    void lost() {
        held = false;
    }

    /** Gives the lock back, if it is ours; asked even if it is not thought to be, since a reply may have been lost. */
    void release() {
        held = false;
        store.release(token);
    }
}
