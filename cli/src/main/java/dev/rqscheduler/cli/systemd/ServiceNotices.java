/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.systemd;

import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.cli.output.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies systemd of the scheduler's readiness, status and shutdown, and sends watchdog heartbeats as long as {@link
 * SchedulerHealth#alive} holds, at half the unit's interval. Uses its own thread, so that no job waits for systemd.
 */
public final class ServiceNotices implements SchedulerListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServiceNotices.class);

    private static final Duration PATIENCE_AT_EXIT = Duration.ofSeconds(2);
    private static final int LONGEST_STATUS = 200;
    /** systemd gives up on a start after 90 seconds, and one with {@code --wait} may take longer. */
    private static final Duration MORE_TIME = Duration.ofSeconds(60);

    private static final List<String> END = List.of();

    private final SystemdNotifier command;
    private final SchedulerHealth health;
    private final Duration watchdog;
    private final BlockingQueue<List<String>> notices = new ArrayBlockingQueue<>(64);
    private final LongAdder moved = new LongAdder();
    private final Thread thread = new Thread(this::run, "rqscheduler-systemd");
    private boolean registered;
    private long askedForTime = System.nanoTime() - MORE_TIME.toNanos();
    private boolean failed;
    private boolean silent;

    private ServiceNotices(SystemdNotifier command, SchedulerHealth health, Duration watchdog) {
        this.command = command;
        this.health = health;
        this.watchdog = watchdog;
        thread.setDaemon(true);
    }

    /**
     * Returns null unless systemd expects notices, which it shows by setting NOTIFY_SOCKET.
     *
     * @param health receives every event before these notices do
     */
    public static @Nullable ServiceNotices wanted(Console console, SchedulerHealth health) {
        String socket = console.variable("NOTIFY_SOCKET");
        if (socket == null) {
            return null;
        }
        ServiceNotices notices = new ServiceNotices(
                new SystemdNotifier(socket),
                health,
                SystemdNotifier.WatchdogTime.of(
                        console.variable("WATCHDOG_USEC"),
                        console.variable("WATCHDOG_PID"),
                        ProcessHandle.current().pid()));
        notices.thread.start();
        return notices;
    }

    @Override
    public void onOutcome(Outcome outcome) {
        if (outcome instanceof Outcome.Moved) {
            moved.increment();
        }
    }

    @Override
    public void onRegistered() {
        registered = true;
        notices.offer(List.of("READY=1", status("registered")));
    }

    @Override
    public void onLeading() {
        notices.offer(List.of(status("moving jobs as the leader")));
    }

    @Override
    public void onStandby(String holder) {
        notices.offer(List.of(status("standing by: the lock is held by " + holder)));
    }

    @Override
    public void onRedisError(RedisException failure) {
        long now = System.nanoTime();
        if (!registered && now - askedForTime > MORE_TIME.toNanos() / 3) {
            askedForTime = now;
            notices.offer(List.of(
                    "EXTEND_TIMEOUT_USEC=" + MORE_TIME.toMillis() * 1_000,
                    status("waiting for Redis: " + failure.getMessage())));
        }
    }

    @Override
    public void onRedisAway(String reason) {
        notices.offer(List.of(status("Redis unavailable: " + reason)));
    }

    @Override
    public void onRedisBack(Duration away) {
        notices.offer(List.of(status("Redis available again: " + health.ready().reason())));
    }

    @Override
    public void onStopping() {
        notices.offer(List.of("STOPPING=1", status("stopping")));
    }

    /** Waits until pending notices are sent, at most 2 seconds. */
    @Override
    public void close() {
        notices.offer(END);
        try {
            thread.join(PATIENCE_AT_EXIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void run() {
        long last = System.nanoTime();
        try {
            while (true) {
                List<String> notice = watchdog.isZero()
                        ? notices.take()
                        : notices.poll(last + watchdog.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (END.equals(notice)) {
                    return;
                }
                if (notice == null) {
                    last = System.nanoTime();
                    bark();
                } else {
                    send(notice);
                }
            }
        } catch (InterruptedException e) {
            log.debug("no more notices to systemd");
        }
    }

    /** A watchdog without heartbeats kills and restarts the service. */
    private void bark() throws InterruptedException {
        SchedulerHealth.State alive = health.alive();
        if (alive.ok()) {
            silent = false;
            SchedulerHealth.State ready = health.ready();
            send(List.of("WATCHDOG=1", status(ready.reason() + "; " + moved.sum() + " jobs moved")));
        } else if (!silent) {
            silent = true;
            log.error("withholding watchdog heartbeats from systemd: {}", alive.reason());
        }
    }

    private void send(List<String> notice) throws InterruptedException {
        try {
            command.send(notice);
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                log.warn("could not notify systemd: {}", e.getMessage());
            }
        }
    }

    private static String status(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ");
        return "STATUS=" + (line.length() > LONGEST_STATUS ? line.substring(0, LONGEST_STATUS) + "..." : line);
    }
}
