/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Interrupts threads that take too long, which closes the channel they are reading from or writing to. */
final class SlowPeerWatchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "http-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    SlowPeerWatchdog() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Interrupts the calling thread after the given time unless the watch is closed before. */
    Watch watch(Duration longest) {
        Watch watch = new Watch(Thread.currentThread());
        watch.extend(longest);
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A watched thread, which must close this itself. */
    final class Watch implements AutoCloseable {

        private final Thread thread;
        private @Nullable ScheduledFuture<?> alarm;
        private boolean ended;
        private boolean fired;

        private Watch(Thread thread) {
            this.thread = thread;
        }

        /** Sets the timeout, counted from now. */
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
                // The thread belongs to a pool: clear the interrupt so that the next task does not see it.
                Thread.interrupted();
            }
        }
    }
}
