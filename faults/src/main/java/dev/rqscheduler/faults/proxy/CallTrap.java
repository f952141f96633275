/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.proxy;

import dev.rqscheduler.faults.resp.Command;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Strikes once: at the n-th script call from now, over all connections of a proxy. Thread-safe. */
public final class CallTrap {

    /** What happens to the call. */
    public enum Blow {
        /** It runs in Redis; the connection is reset before the reply is passed on. */
        LOSE_REPLY,
        /** The connection is reset before the call is passed on. */
        LOSE_REQUEST,
        /** It is on its way until {@link #release()}, even if the client has gone meanwhile, and then reaches Redis. */
        HOLD_REQUEST
    }

    private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    private final Blow blow;
    private final Predicate<Command> which;
    private final AtomicInteger countDown;
    private final CountDownLatch sprung = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * @param n 1 for the next call
     * @param which the calls to count
     */
    public CallTrap(Blow blow, int n, Predicate<Command> which) {
        this.blow = blow;
        this.which = which;
        this.countDown = new AtomicInteger(n);
    }

    /** Each run of a script counts, and nothing else. */
    public static boolean isScript(Command command) {
        return command.name().equals("EVALSHA") || command.name().equals("EVAL");
    }

    /** A script that moves jobs: only these are given the schedule and the lock as their first keys. */
    public static boolean isMove(Command command) {
        return isScript(command)
                && command.text(3).equals("rq:scheduler:scheduled_jobs")
                && command.text(4).equals("rq:scheduler_lock");
    }

    Blow blow() {
        return blow;
    }

    /** Whether it strikes at this command. */
    boolean springs(Command command) {
        if (!which.test(command) || countDown.decrementAndGet() != 0) {
            return false;
        }
        sprung.countDown();
        return true;
    }

    /** Waits until it has struck; false if it has not within the time given. */
    public boolean awaitSprung(Duration longest) throws InterruptedException {
        return sprung.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets a held call go on. */
    public void release() {
        released.countDown();
    }

    void awaitRelease() throws InterruptedException {
        released.await(LONGEST_HOLD.toMillis(), TimeUnit.MILLISECONDS);
    }
}
