/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.account.Account;
import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.arena.Poll;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.arena.SchedulerCommand;
import dev.rqscheduler.lab.arena.SchedulerSlot;
import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.load.JobLoad;
import dev.rqscheduler.lab.proxy.CallTrap;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Repeats in one arena: SIGSTOP of the lock's holder in the middle of a batch; three leases later, when the standby has taken
 * over and is itself in the middle of a batch, SIGCONT. In every second run, a call of the holder that moves jobs is on its way
 * to Redis when the process is stopped, and arrives when the other one is leader: then only the fence protects the jobs.
 */
final class FencingRuns {

    private static final int BACKLOG = 1_500;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SchedulerCommand command;
    private final Duration lease;
    private final int runs;
    private final Random random;
    private final Ledger ledger = new Ledger();

    FencingRuns(SchedulerCommand command, Duration lease, int runs, long seed) {
        this.command = command;
        this.lease = lease;
        this.runs = runs;
        this.random = new Random(seed);
    }

    /**
     * The results of all runs.
     *
     * @param staleScripts scripts called by the stale scheduler
     * @param staleMoveScripts number of those that move jobs
     * @param stalePushes pushes made by those scripts
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
                JobLoad load = new JobLoad(arena.redis(), ledger, 1, random.nextLong());
                ScriptMonitor monitor = ScriptMonitor.start(arena.redis().port())) {
            long scripts = 0;
            long moveScripts = 0;
            long pushes = 0;
            for (int i = 0; i < runs; i++) {
                ScriptMonitor.Sum sum = once(arena, load, monitor, i % 2 == 1);
                scripts += sum.scripts();
                moveScripts += sum.moveScripts();
                pushes += sum.pushes();
            }
            Account account = new QuietPhase(arena, ledger).account();
            return new Result(
                    runs, scripts, moveScripts, pushes, account, arena.redis().version());
        }
    }

    private ScriptMonitor.Sum once(Arena arena, JobLoad load, ScriptMonitor monitor, boolean callInFlight)
            throws InterruptedException {
        load.burst(BACKLOG, Instant.now().plusMillis(400));
        arena.awaitMove();
        SchedulerSlot slot = arena.active();
        SchedulerChild stale = slot.current();
        CallTrap trap = new CallTrap(CallTrap.Action.HOLD_REQUEST, 1 + random.nextInt(5), CallTrap::isMove);
        if (callInFlight) {
            slot.proxy().set(trap);
            trap.awaitSprung(LIMIT);
        }
        Instant stopped = Instant.now();
        stale.suspend();
        await(
                "the standby takes over",
                () -> arena.holder().filter(other -> other != slot).isPresent());
        Thread.sleep(Math.max(
                0,
                Duration.between(Instant.now(), stopped.plus(lease.multipliedBy(3)))
                        .toMillis()));
        int standbys = stale.standbys();
        Set<Integer> ports = slot.proxy().portsAtRedis();
        load.burst(BACKLOG, Instant.now().plusMillis(200));
        arena.awaitMove();
        ScriptMonitor.Sum before = monitor.of(ports);
        stale.resume();
        slot.proxy().pass();
        await("the stale scheduler notices that it has lost the lock", () -> stale.standbys() > standbys);
        Set<Integer> allPorts = new HashSet<>(ports);
        allPorts.addAll(slot.proxy().portsAtRedis());
        return monitor.of(allPorts).minus(before);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Poll.until(what, LIMIT, Duration.ofMillis(5), condition);
    }
}
