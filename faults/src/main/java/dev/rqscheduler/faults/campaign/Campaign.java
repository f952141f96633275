/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import dev.rqscheduler.faults.arena.RealScheduler;
import dev.rqscheduler.faults.arena.SchedulerCommand;
import dev.rqscheduler.faults.arena.SideBySide;
import dev.rqscheduler.faults.broken.BrokenMover;
import dev.rqscheduler.faults.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisException;

/** Deals the plan to rounds, and runs so many of them side by side as there are arenas. */
public final class Campaign {

    /** Short, so that there is a good deal of expiring and taking over. */
    static final Duration LEASE = Duration.ofSeconds(1);

    private static final int DRAWS_A_ROUND = 20;
    private static final List<Integer> BATCHES = List.of(20, 100, 500);
    private static final int BROKEN_BLOWS = 4;

    private final Path jar;
    private final Burden burden;
    private final long seed;
    private final int arenas;
    private final Consumer<String> progress;

    /**
     * @param jar the product's
     * @param burden what the schedulers have to do in each arena
     * @param arenas how many at a time
     * @param progress hears a line for each round
     */
    public Campaign(Path jar, Burden burden, long seed, int arenas, Consumer<String> progress) {
        this.jar = jar;
        this.burden = burden;
        this.seed = seed;
        this.arenas = arenas;
        this.progress = progress;
    }

    /**
     * @param faults how many at least
     * @param jobs how many at least
     */
    public Tally run(List<FaultKind> kinds, int faults, int jobs) throws InterruptedException {
        List<Draw> draws = Plan.of(kinds, faults, seed);
        int size = Math.min(DRAWS_A_ROUND, (draws.size() + arenas - 1) / arenas);
        int rounds = (draws.size() + size - 1) / size;
        Random random = new Random(seed);
        List<Callable<RoundResult>> work = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            List<Draw> some = draws.subList(i * size, Math.min(draws.size(), (i + 1) * size));
            SchedulerCommand command = new RealScheduler(jar, LEASE, BATCHES.get(i % BATCHES.size()));
            Round round = new Round(command, some, (jobs + rounds - 1) / rounds, burden, random.nextLong());
            work.add(() -> held(round));
        }
        return run(work);
    }

    /** The same load and the same accountant, with two movers that are wrong on purpose, some of them killed. */
    public Tally runBroken(List<FaultKind> kinds) throws InterruptedException {
        List<FaultKind> kills =
                kinds.stream().filter(kind -> kind.name().startsWith("kill-")).toList();
        List<Draw> draws = Plan.of(kills, BROKEN_BLOWS, seed);
        return run(List.of(new Round(BrokenMover.command(), draws, 0, Burden.JOBS, seed)::run));
    }

    /** A round that breaks off has failed, and says so in the report; the hours of the others are not thrown away with it. */
    private static RoundResult held(Round round) throws InterruptedException {
        try {
            return round.run();
        } catch (IOException | IllegalStateException | JedisException e) {
            return RoundResult.brokenOff("a round could not be held to its end: " + e);
        }
    }

    private Tally run(List<Callable<RoundResult>> work) throws InterruptedException {
        Tally tally = new Tally();
        int[] done = {0};
        SideBySide.run(work, arenas, result -> {
            tally.add(result);
            done[0]++;
            progress.accept("round " + done[0] + " of " + work.size() + ": "
                    + result.blows().size() + " blows, "
                    + result.account().runs() + " jobs moved, "
                    + (burden.schedules() == 0 ? "" : result.account().named().runs() + " runs of schedules, ")
                    + result.account().findings().size() + " findings");
        });
        return tally;
    }
}
