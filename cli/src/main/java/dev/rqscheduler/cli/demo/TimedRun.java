/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.cli.daemon.StopSignals;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Runs a scheduler process for a given time, or until a signal. */
final class TimedRun {

    private static final Duration PATIENCE_AT_EXIT = Duration.ofSeconds(5);

    private final SchedulerProcess process;
    private final AtomicBoolean signalled = new AtomicBoolean();

    TimedRun(SchedulerProcess process) {
        this.process = process;
    }

    /**
     * @param length null for unlimited
     * @return whether a signal ended it
     */
    boolean run(@Nullable Duration length) throws InterruptedException {
        StopSignals signals = StopSignals.on(this::signalled, () -> ended(PATIENCE_AT_EXIT));
        try {
            if (length != null) {
                startTimer(length);
            }
            process.run();
        } finally {
            signals.close();
        }
        return signalled.get();
    }

    private void startTimer(Duration length) {
        Thread timer = new Thread(
                () -> {
                    if (!ended(length)) {
                        process.stop();
                    }
                },
                "end of the demo");
        timer.setDaemon(true);
        timer.start();
    }

    private void signalled() {
        signalled.set(true);
        process.stop();
    }

    private boolean ended(Duration longest) {
        try {
            return process.awaitStop(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
