/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.ScriptClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A scheduler process on a thread of its own, and all that its listener heard. */
final class RunningScheduler implements AutoCloseable, SchedulerListener {

    /** Far more than anything takes; a test that waits so long has failed. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final RedisConnection redis;
    private final SchedulerLoop process;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private RunningScheduler(RedisConfig config, SchedulerOptions options, LongSupplier nanoTime) {
        redis = new RedisConnection(config, 2);
        process = new SchedulerLoop(
                options, redis, this, Map.of("host", "here", "pid", "17"), ScriptClock.REDIS, nanoTime);
        thread = new Thread(this::run, "scheduler " + options.name());
        thread.start();
    }

    static RunningScheduler start(RedisConfig config, SchedulerOptions options) {
        return start(config, options, System::nanoTime);
    }

    /** By a clock of the caller's, which must not go backwards. */
    static RunningScheduler start(RedisConfig config, SchedulerOptions options, LongSupplier nanoTime) {
        return new RunningScheduler(config, options, nanoTime);
    }

    private void run() {
        try {
            process.run();
        } catch (InterruptedException | RuntimeException | LinkageError e) {
            failure = e;
        }
        hear("ended");
    }

    @Override
    public void onOutcome(Outcome outcome) {
        outcomes.add(outcome);
        signal();
    }

    @Override
    public void onLeading() {
        hear("leading");
    }

    @Override
    public void onStandby(String holder) {
        hear("standby " + holder);
    }

    @Override
    public void onLeaseLost(String reason) {
        hear("lease lost " + reason);
    }

    @Override
    public void onTzdata(Optional<String> before, String by, Optional<String> version, int moved) {
        hear("tzdata " + before.orElse("") + " -> " + version.orElse("") + ", " + moved + " moved");
    }

    @Override
    public void onRedisAway(String reason) {
        reasons.add(reason);
        hear("away");
    }

    @Override
    public void onRedisBack(Duration away) {
        hear("back");
    }

    private void hear(String event) {
        events.add(event);
        signal();
    }

    private void signal() {
        lock.lock();
        try {
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something that the listener hears makes it true. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long rest = PATIENCE.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                if (rest <= 0) {
                    throw new AssertionError("waited in vain for: " + what + "; heard " + events + ", " + outcomes);
                }
                rest = heard.awaitNanos(rest);
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitEvent(String start) throws InterruptedException {
        awaitEvents(start, 1);
    }

    void awaitEvents(String start, int times) throws InterruptedException {
        await(times + " x " + start, () -> count(start) >= times);
    }

    void awaitMoved(int jobs) throws InterruptedException {
        await(jobs + " moved", () -> moved() >= jobs);
    }

    long count(String start) {
        return events.stream().filter(event -> event.startsWith(start)).count();
    }

    long moved() {
        return outcomes.stream().filter(Outcome.Moved.class::isInstance).count();
    }

    /** What ended {@code run()}, null if it ended as it should. */
    @Nullable
    Throwable awaitEnd() throws InterruptedException {
        awaitEvent("ended");
        return failure;
    }

    void stop() {
        process.stop();
    }

    @Override
    public void close() {
        process.stop();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        redis.close();
    }
}
