/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Interrupts threads that take too long, which closes the channel that they read from or write to. */
final class Watchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "http-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    Watchdog() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The calling thread is interrupted after so long, unless the watch is closed before. */
    Watch watch(Duration longest) {
        Watch watch = new Watch(Thread.currentThread());
        watch.extend(longest);
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One thread that is watched; closed by that thread. */
    final class Watch implements AutoCloseable {

        private final Thread thread;
        private @Nullable ScheduledFuture<?> alarm;
        private boolean ended;
        private boolean fired;

        private Watch(Thread thread) {
            this.thread = thread;
        }

        /** So long from now. */
        synchronized void extend(Duration longest) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            if (!timer.isShutdown()) {
                alarm = timer.schedule(this::fire, longest.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private synchronized void fire() {
            if (!ended) {
                fired = true;
                thread.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            ended = true;
            if (alarm != null) {
                alarm.cancel(false);
            }
            if (fired) {
                // The thread is one of a pool: the next task must not find the interrupt of this one.
                Thread.interrupted();
            }
        }
    }
}
