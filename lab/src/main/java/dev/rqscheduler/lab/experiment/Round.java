/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.account.Account;
import dev.rqscheduler.lab.account.Anomaly;
import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.arena.SchedulerCommand;
import dev.rqscheduler.lab.arena.SchedulerSlot;
import dev.rqscheduler.lab.fault.Fault;
import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.load.JobLoad;
import dev.rqscheduler.lab.load.ScheduleLoad;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import redis.clients.jedis.exceptions.JedisException;

/** One arena from start to account: load, one injection after the other, and a quiet phase at the end. */
public final class Round {

    private static final int HEALING_ATTEMPTS = 20;
    private static final int SCHEDULERS = 2;
    private static final int BURST = 250;
    private static final int LAST_LINES = 8;
    private static final Duration UNTIL_BURST = Duration.ofMillis(350);

    private final SchedulerCommand command;
    private final List<PlannedInjection> plan;
    private final int jobs;
    private final LoadProfile profile;
    private final Random random;
    private final Ledger ledger = new Ledger();

    /**
     * The results of one round.
     *
     * @param oddities unexpected behaviour of scheduler processes: exits, unexpected errors
     */
    public record Result(List<Injection> injections, Account account, List<String> oddities, String redisVersion) {
        public Result {
            injections = List.copyOf(injections);
            oddities = List.copyOf(oddities);
        }

        static Result brokenOff(String why) {
            return new Result(List.of(), Account.EMPTY, List.of(why), "");
        }
    }

    /**
     * @param jobs minimum number of jobs
     */
    public Round(SchedulerCommand command, List<PlannedInjection> plan, int jobs, LoadProfile profile, long seed) {
        this.command = command;
        this.plan = plan;
        this.jobs = jobs;
        this.profile = profile;
        this.random = new Random(seed);
    }

    /** Runs for the duration of the faults and some seconds more. */
    public Result run() throws InterruptedException, IOException {
        try (Arena arena = Arena.open(command, SCHEDULERS);
                JobLoad load = new JobLoad(arena.redis(), ledger, profile.jobsPerSecond(), random.nextLong());
                ScheduleLoad named = new ScheduleLoad(arena.redis(), ledger, profile.schedules(), random.nextLong())) {
            named.start();
            load.start();
            List<Injection> injections = new ArrayList<>();
            for (PlannedInjection planned : plan) {
                injections.add(inject(planned, arena, load));
            }
            load.stop();
            named.stop();
            for (int missing = jobs - ledger.size(); missing > 0; missing -= BURST) {
                load.burst(Math.min(BURST, missing), Instant.now().plusMillis(random.nextInt(100, 2_000)));
            }
            // On a busy machine, schedulers replaced after the last injection may take longer to start than QuietPhase
            // waits for a move.
            arena.awaitReady();
            List<String> oddities = oddities(arena);
            Account account = new QuietPhase(arena, ledger).account();
            if (account.count(Anomaly.Kind.LEFT) > 0) {
                oddities.addAll(lastLines(arena));
            }
            return new Result(injections, account, oddities, arena.redis().version());
        }
    }

    private Injection inject(PlannedInjection planned, Arena arena, JobLoad load) throws InterruptedException {
        Thread.sleep(random.nextInt(200, 900));
        // Many jobs become due just before the injection, so that it hits in the middle of the work.
        Instant due = Instant.now().plus(UNTIL_BURST);
        load.burst(BURST, due);
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis() + random.nextInt(30)));
        Fault.Target target =
                new Fault.Target(arena, () -> load.poison(Instant.now().plusMillis(100)));
        Random faultRandom = new Random(planned.seed());
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < planned.kinds().size(); i++) {
            faults.add(planned.kinds().get(i).make(planned.turns().get(i), faultRandom));
        }
        Instant injected = Instant.now();
        Duration duration = Duration.ZERO;
        List<String> missed = new ArrayList<>();
        for (Fault fault : faults) {
            try {
                fault.inject(target);
                duration = duration.compareTo(fault.duration()) > 0 ? duration : fault.duration();
            } catch (IllegalStateException | JedisException e) {
                missed.add(planned + ": " + e.getMessage());
            }
        }
        Thread.sleep(duration.toMillis());
        Collections.reverse(faults);
        for (Fault fault : faults) {
            heal(fault, target);
        }
        arena.ensureRunning();
        Instant healed = Instant.now();
        arena.awaitMove();
        return new Injection(
                planned.row(), planned.toString(), faults.size() - missed.size(), missed, injected, healed);
    }

    /** Healing one fault may need what another one still blocks, usually Redis. */
    private static void heal(Fault fault, Fault.Target target) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                fault.heal(target);
                return;
            } catch (JedisException e) {
                if (attempt == HEALING_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    /** The schedulers' last log lines, to find out why jobs were left: the logs are deleted with the arena. */
    private static List<String> lastLines(Arena arena) {
        return arena.slots().stream()
                .map(SchedulerSlot::current)
                .flatMap(child -> child.logLines().stream()
                        .skip(Math.max(0, child.logLines().size() - LAST_LINES))
                        .map(line -> child + ", where jobs were left: " + line))
                .toList();
    }

    private static List<String> oddities(Arena arena) {
        List<String> oddities = new ArrayList<>();
        for (SchedulerChild child : arena.children()) {
            List<String> log = child.logLines();
            if (child.exitedUnexpectedly()) {
                oddities.add(
                        child + " exited unexpectedly: " + (log.isEmpty() ? "no output" : log.get(log.size() - 1)));
            }
            log.stream()
                    .filter(line -> line.contains("\"throwable\"") || line.contains("Exception"))
                    .forEach(line -> oddities.add(child + ": " + line));
        }
        return oddities;
    }
}
