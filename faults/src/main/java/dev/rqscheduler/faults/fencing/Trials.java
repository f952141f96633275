/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fencing;

import dev.rqscheduler.faults.account.Account;
import dev.rqscheduler.faults.arena.Arena;
import dev.rqscheduler.faults.arena.Post;
import dev.rqscheduler.faults.arena.RealScheduler;
import dev.rqscheduler.faults.arena.SchedulerChild;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.faults.load.Load;
import dev.rqscheduler.faults.proxy.CallTrap;
import dev.rqscheduler.faults.watch.Monitor;
import dev.rqscheduler.faults.watch.Peace;
import dev.rqscheduler.faults.watch.Pulse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Again and again in one arena: SIGSTOP of the holder in the midst of a batch; three leases later, when the other one has
 * taken over and is itself in the midst of a batch, SIGCONT. In every second run a call of the holder that moves jobs is on
 * its way to Redis when it is stopped, and arrives when the other one leads: then nothing but the fence is between the call
 * and the jobs.
 */
final class Trials {

    private static final int BACKLOG = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RealScheduler command;
    private final Duration lease;
    private final int runs;
    private final Random random;
    private final Ledger ledger = new Ledger();

    Trials(RealScheduler command, Duration lease, int runs, long seed) {
        this.command = command;
        this.lease = lease;
        this.runs = runs;
        this.random = new Random(seed);
    }

    /**
     * What came of it.
     *
     * @param staleScripts scripts that the stale scheduler still called
     * @param staleMoveScripts how many of these were such as move jobs
     * @param stalePushes pushes that they made
     */
    record Result(
            int runs,
            long staleScripts,
            long staleMoveScripts,
            long stalePushes,
            Account account,
            String redisVersion) {}

    Result run() throws InterruptedException, IOException {
        try (Arena arena = Arena.open(command, 2);
                Load load = new Load(arena.redis(), ledger, 1, random.nextLong());
                Monitor monitor = Monitor.start(arena.redis().port())) {
            long scripts = 0;
            long moveScripts = 0;
            long pushes = 0;
            for (int i = 0; i < runs; i++) {
                Monitor.Sum sum = once(arena, load, monitor, i % 2 == 1);
                scripts += sum.scripts();
                moveScripts += sum.moveScripts();
                pushes += sum.pushes();
            }
            Account account = new Peace(arena, ledger).account();
            return new Result(
                    runs, scripts, moveScripts, pushes, account, arena.redis().version());
        }
    }

    private Monitor.Sum once(Arena arena, Load load, Monitor monitor, boolean onItsWay) throws InterruptedException {
        Pulse pulse = new Pulse(arena.redis().admin());
        load.pileUp(BACKLOG, Instant.now().plusMillis(400));
        pulse.awaitMove();
        Post post = arena.active();
        SchedulerChild stale = post.current();
        CallTrap trap = new CallTrap(CallTrap.Blow.HOLD_REQUEST, 1 + random.nextInt(5), CallTrap::isMove);
        if (onItsWay) {
            post.proxy().set(trap);
            trap.awaitSprung(PATIENCE);
        }
        Instant stopped = Instant.now();
        stale.suspend();
        await(
                "the standby takes over",
                () -> arena.holder().filter(other -> other != post).isPresent());
        Thread.sleep(Math.max(
                0,
                Duration.between(Instant.now(), stopped.plus(lease.multipliedBy(3)))
                        .toMillis()));
        long lines = ends(stale);
        Set<Integer> ports = post.proxy().portsAtRedis();
        load.pileUp(BACKLOG, Instant.now().plusMillis(200));
        pulse.awaitMove();
        Monitor.Sum before = monitor.of(ports);
        stale.resume();
        post.proxy().pass();
        await("the stale scheduler finds that it has lost the lock", () -> ends(stale) > lines);
        Set<Integer> allPorts = new java.util.HashSet<>(ports);
        allPorts.addAll(post.proxy().portsAtRedis());
        return monitor.of(allPorts).minus(before);
    }

    /** How often it has said that it does not lead any more. */
    private static long ends(SchedulerChild child) {
        return child.logLines().stream()
                .filter(line -> line.contains("standing by"))
                .count();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            Thread.sleep(5);
        }
    }
}
