/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.account.Anomaly;
import dev.rqscheduler.lab.arena.Parallel;
import dev.rqscheduler.lab.report.MarkdownTable;
import dev.rqscheduler.lab.report.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Tests that a stale scheduler moves nothing: runs in several arenas in parallel, added up. */
public final class Fencing {

    private static final Duration LEASE = Duration.ofSeconds(1);

    /** Small, so that a backlog is a pass of many calls and SIGSTOP hits in the middle. */
    private static final int BATCH = 20;

    private final Experiment experiment;
    private final int runs;

    public Fencing(Experiment experiment, int runs) {
        this.experiment = experiment;
        this.runs = runs;
    }

    public Section run() throws InterruptedException {
        Random random = new Random(experiment.seed());
        int arenas = Math.min(experiment.arenas(), runs);
        List<Callable<FencingRuns.Result>> work = new ArrayList<>();
        for (int i = 0; i < arenas; i++) {
            int share = runs / arenas + (i < runs % arenas ? 1 : 0);
            work.add(new FencingRuns(experiment.scheduler(LEASE, BATCH), LEASE, share, random.nextLong())::run);
        }
        List<FencingRuns.Result> results = Parallel.run(
                work,
                arenas,
                result -> experiment
                        .progress()
                        .accept(result.runs() + " runs, " + result.stalePushes() + " moves by a stale scheduler"));
        long scripts =
                results.stream().mapToLong(FencingRuns.Result::staleScripts).sum();
        long moveScripts =
                results.stream().mapToLong(FencingRuns.Result::staleMoveScripts).sum();
        long pushes =
                results.stream().mapToLong(FencingRuns.Result::stalePushes).sum();
        MarkdownTable table = new MarkdownTable("SIGSTOP of the holder for three leases, then SIGCONT", "number");
        table.row("runs", runs);
        table.row(
                "jobs moved overall",
                results.stream().mapToInt(result -> result.account().runs()).sum());
        table.row("calls of the stale scheduler after SIGCONT", scripts);
        table.row("calls that would have moved jobs without the fence", moveScripts);
        table.row("jobs moved by the stale scheduler", pushes);
        List<String> failures = new ArrayList<>();
        if (pushes > 0) {
            failures.add("a stale scheduler moved jobs");
        }
        if (moveScripts < runs / 4) {
            failures.add("only " + moveScripts + " calls of stale schedulers reached Redis: too few for a conclusion");
        }
        results.forEach(result ->
                result.account().anomalies().stream().map(Anomaly::toString).forEach(failures::add));
        String redis = results.isEmpty() ? "" : results.get(0).redisVersion();
        String details = "lease " + LEASE.toMillis() + " ms, batches of " + BATCH
                + "; moves attributed to processes by MONITOR and client port";
        return experiment.section("Fencing", redis, details).table(table).failures(failures);
    }
}
