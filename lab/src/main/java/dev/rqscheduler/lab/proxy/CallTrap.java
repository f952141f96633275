/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.proxy;

import dev.rqscheduler.lab.resp.RespCommand;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Acts once: on the n-th matching call from now, over all connections of a proxy. Thread-safe. */
public final class CallTrap {

    /** What the trap does to the call. */
    public enum Action {
        /** The call runs in Redis; the connection is reset before the reply is passed on. */
        LOSE_REPLY,
        /** The connection is reset before the call is passed on. */
        LOSE_REQUEST,
        /** The call is held until {@link #release()}, and then reaches Redis even if the client has gone in the meantime. */
        HOLD_REQUEST
    }

    private static final Duration HOLD_LIMIT = Duration.ofMinutes(1);

    private final Action action;
    private final Predicate<RespCommand> which;
    private final AtomicInteger countDown;
    private final CountDownLatch sprung = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * @param n 1 for the next call
     * @param which calls to count
     */
    public CallTrap(Action action, int n, Predicate<RespCommand> which) {
        this.action = action;
        this.which = which;
        this.countDown = new AtomicInteger(n);
    }

    /** Whether a command runs a script. */
    public static boolean isScript(RespCommand command) {
        return command.name().equals("EVALSHA") || command.name().equals("EVAL");
    }

    /** Whether a command runs a script that moves jobs: only these have the schedule and the lock as their first keys. */
    public static boolean isMove(RespCommand command) {
        return isScript(command)
                && command.text(3).equals("rq:scheduler:scheduled_jobs")
                && command.text(4).equals("rq:scheduler_lock");
    }

    Action action() {
        return action;
    }

    /** Whether the trap acts on this command. */
    boolean springs(RespCommand command) {
        if (!which.test(command) || countDown.decrementAndGet() != 0) {
            return false;
        }
        sprung.countDown();
        return true;
    }

    /** Waits until the trap has acted. Returns false if it has not within {@code limit}. */
    public boolean awaitSprung(Duration limit) throws InterruptedException {
        return sprung.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets a held call continue. */
    public void release() {
        released.countDown();
    }

    void awaitRelease() throws InterruptedException {
        released.await(HOLD_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
