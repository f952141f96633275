/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.arena.Parallel;
import dev.rqscheduler.lab.fault.FaultKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import redis.clients.jedis.exceptions.JedisException;

/** Splits a plan of injections into rounds and runs them in parallel, each in its own arena. */
public final class Campaign {

    /** Short, so that leases expire and leaders change often. */
    static final Duration LEASE = Duration.ofSeconds(1);

    private static final int INJECTIONS_PER_ROUND = 20;
    private static final List<Integer> BATCHES = List.of(20, 100, 500);
    private static final int BROKEN_INJECTIONS = 4;

    private final Experiment experiment;
    private final LoadProfile load;

    /**
     * @param load in each arena
     */
    public Campaign(Experiment experiment, LoadProfile load) {
        this.experiment = experiment;
        this.load = load;
    }

    /**
     * Runs the campaign.
     *
     * @param faults minimum number of faults
     * @param jobs minimum number of jobs
     */
    public CampaignTotals run(List<FaultKind> kinds, int faults, int jobs) throws InterruptedException {
        List<PlannedInjection> plan = InjectionPlan.of(kinds, faults, experiment.seed());
        int size = Math.min(INJECTIONS_PER_ROUND, (plan.size() + experiment.arenas() - 1) / experiment.arenas());
        int rounds = (plan.size() + size - 1) / size;
        Random random = new Random(experiment.seed());
        List<Callable<Round.Result>> work = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Round round = new Round(
                    experiment.scheduler(LEASE, BATCHES.get(i % BATCHES.size())),
                    plan.subList(i * size, Math.min(plan.size(), (i + 1) * size)),
                    (jobs + rounds - 1) / rounds,
                    load,
                    random.nextLong());
            work.add(() -> attempt(round));
        }
        return run(work);
    }

    /** Tests the accountant: the same load with two deliberately broken movers, some of them killed. */
    public CampaignTotals runBroken(List<FaultKind> kinds) throws InterruptedException {
        List<FaultKind> kills =
                kinds.stream().filter(kind -> kind.name().startsWith("kill-")).toList();
        List<PlannedInjection> plan = InjectionPlan.of(kills, BROKEN_INJECTIONS, experiment.seed());
        return run(List.of(new Round(BrokenMover.command(), plan, 0, LoadProfile.JOBS, experiment.seed())::run));
    }

    /** A round that cannot be completed has failed and is reported; the results of the others are kept. */
    private static Round.Result attempt(Round round) throws InterruptedException {
        try {
            return round.run();
        } catch (IOException | IllegalStateException | JedisException e) {
            return Round.Result.brokenOff("a round could not be completed: " + e);
        }
    }

    private CampaignTotals run(List<Callable<Round.Result>> work) throws InterruptedException {
        CampaignTotals totals = new CampaignTotals();
        int[] done = {0};
        Parallel.run(work, experiment.arenas(), result -> {
            totals.add(result);
            done[0]++;
            experiment
                    .progress()
                    .accept("round " + done[0] + " of " + work.size() + ": "
                            + result.injections().size() + " injections, "
                            + result.account().runs() + " jobs moved, "
                            + (load.schedules() == 0
                                    ? ""
                                    : result.account().named().runs() + " runs of schedules, ")
                            + result.account().anomalies().size() + " anomalies");
        });
        return totals;
    }
}
