/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A sleep that another thread can end. A ring before the sleep ends it immediately. Thread-safe. */
final class InterruptibleSleep {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean ringing;

    void ring() {
        lock.lock();
        try {
            ringing = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sleeps, and forgets the ring that ended the sleep.
     *
     * @return whether a ring ended it
     */
    boolean sleep(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long rest = nanos;
            while (!ringing && rest > 0) {
                rest = rung.awaitNanos(rest);
            }
            boolean wasRinging = ringing;
            ringing = false;
            return wasRinging;
        } finally {
            lock.unlock();
        }
    }
}
