/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import dev.rqscheduler.faults.account.Account;
import dev.rqscheduler.faults.account.FindingKind;
import dev.rqscheduler.faults.arena.Arena;
import dev.rqscheduler.faults.arena.Post;
import dev.rqscheduler.faults.arena.SchedulerChild;
import dev.rqscheduler.faults.arena.SchedulerCommand;
import dev.rqscheduler.faults.fault.Fault;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.faults.load.Load;
import dev.rqscheduler.faults.load.NamedLoad;
import dev.rqscheduler.faults.watch.Peace;
import dev.rqscheduler.faults.watch.Pulse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import redis.clients.jedis.exceptions.JedisException;

/** One arena from its opening to its account: load, one blow after the other, and a time of peace at the end. */
public final class Round {

    private static final int HEALING_ATTEMPTS = 20;
    private static final int SCHEDULERS = 2;
    private static final int PILE = 250;
    private static final int LAST_LINES = 8;
    private static final Duration AIM = Duration.ofMillis(350);

    private final SchedulerCommand command;
    private final List<Draw> draws;
    private final int jobs;
    private final Burden burden;
    private final Random random;
    private final Ledger ledger = new Ledger();

    /**
     * @param jobs how many at least
     */
    public Round(SchedulerCommand command, List<Draw> draws, int jobs, Burden burden, long seed) {
        this.command = command;
        this.draws = draws;
        this.jobs = jobs;
        this.burden = burden;
        this.random = new Random(seed);
    }

    /** Takes as long as its faults last, and some seconds. */
    public RoundResult run() throws InterruptedException, IOException {
        try (Arena arena = Arena.open(command, SCHEDULERS);
                Load load = new Load(arena.redis(), ledger, burden.jobsPerSecond(), random.nextLong());
                NamedLoad named = new NamedLoad(arena.redis(), ledger, burden.schedules(), random.nextLong())) {
            named.start();
            load.start();
            List<Blow> blows = new ArrayList<>();
            for (Draw draw : draws) {
                blows.add(strike(draw, arena, load));
            }
            load.end();
            named.end();
            for (int missing = jobs - ledger.size(); missing > 0; missing -= PILE) {
                load.pileUp(Math.min(PILE, missing), Instant.now().plusMillis(random.nextInt(100, 2_000)));
            }
            // On a busy machine those that the last blow replaced may take longer to start than Peace waits for a move.
            arena.awaitReady();
            List<String> oddities = oddities(arena);
            Account account = new Peace(arena, ledger).account();
            if (account.findings().stream().anyMatch(finding -> finding.kind() == FindingKind.LEFT)) {
                oddities.addAll(lastWords(arena));
            }
            return new RoundResult(blows, account, oddities, arena.redis().version());
        }
    }

    private Blow strike(Draw draw, Arena arena, Load load) throws InterruptedException {
        Thread.sleep(random.nextInt(200, 900));
        // A pile of jobs that falls due just before the blow, so that it hits in the midst of the work.
        Instant aim = Instant.now().plus(AIM);
        load.pileUp(PILE, aim);
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), aim).toMillis() + random.nextInt(30)));

        Fault.Stage stage =
                new Fault.Stage(arena, () -> load.poison(Instant.now().plusMillis(100)));
        Random luck = new Random(draw.seed());
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < draw.kinds().size(); i++) {
            faults.add(draw.kinds().get(i).make(draw.turns().get(i), luck));
        }
        Instant injected = Instant.now();
        Duration lasts = Duration.ZERO;
        List<String> missed = new ArrayList<>();
        for (Fault fault : faults) {
            try {
                fault.inject(stage);
                lasts = lasts.compareTo(fault.lasts()) > 0 ? lasts : fault.lasts();
            } catch (IllegalStateException | JedisException e) {
                missed.add(draw + ": " + e.getMessage());
            }
        }
        Thread.sleep(lasts.toMillis());
        Collections.reverse(faults);
        for (Fault fault : faults) {
            heal(fault, stage);
        }
        arena.fillPosts();
        Instant healed = Instant.now();
        new Pulse(arena.redis().admin()).awaitMove();
        return new Blow(draw.row(), draw.toString(), faults.size() - missed.size(), missed, injected, healed);
    }

    /** What one fault needs for its end another one may still hold back: Redis, most of all. */
    private static void heal(Fault fault, Fault.Stage stage) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                fault.heal(stage);
                return;
            } catch (JedisException e) {
                if (attempt == HEALING_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    /** What the schedulers said last, for whoever has to find out why jobs were left: their logs go with the arena. */
    private static List<String> lastWords(Arena arena) {
        return arena.posts().stream()
                .map(Post::current)
                .flatMap(child -> child.logLines().stream()
                        .skip(Math.max(0, child.logLines().size() - LAST_LINES))
                        .map(line -> child + ", where jobs were left: " + line))
                .toList();
    }

    private static List<String> oddities(Arena arena) {
        List<String> oddities = new ArrayList<>();
        for (SchedulerChild child : arena.children()) {
            List<String> log = child.logLines();
            if (child.endedByItself()) {
                oddities.add(child + " ended by itself: " + (log.isEmpty() ? "no word" : log.get(log.size() - 1)));
            }
            log.stream()
                    .filter(line -> line.contains("unexpectedly") || line.contains("Exception"))
                    .forEach(line -> oddities.add(child + ": " + line));
        }
        return oddities;
    }
}
