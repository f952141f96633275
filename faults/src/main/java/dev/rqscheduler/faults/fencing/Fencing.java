/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fencing;

import dev.rqscheduler.faults.account.Finding;
import dev.rqscheduler.faults.arena.RealScheduler;
import dev.rqscheduler.faults.arena.SideBySide;
import dev.rqscheduler.faults.report.Section;
import dev.rqscheduler.faults.report.Surroundings;
import dev.rqscheduler.faults.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The trials of several arenas side by side, added up. */
public final class Fencing {

    private static final Duration LEASE = Duration.ofSeconds(1);

    /** Small, so that a backlog is a pass of many calls and a stop hits in its midst. */
    private static final int BATCH = 20;

    private final Path jar;
    private final int runs;
    private final int arenas;
    private final long seed;
    private final Consumer<String> progress;

    public Fencing(Path jar, int runs, int arenas, long seed, Consumer<String> progress) {
        this.jar = jar;
        this.runs = runs;
        this.arenas = Math.min(arenas, runs);
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * @param command by which it can be had again
     */
    public Section run(String command) throws InterruptedException {
        Random random = new Random(seed);
        List<Callable<Trials.Result>> work = new ArrayList<>();
        for (int i = 0; i < arenas; i++) {
            int share = runs / arenas + (i < runs % arenas ? 1 : 0);
            work.add(new Trials(new RealScheduler(jar, LEASE, BATCH), LEASE, share, random.nextLong())::run);
        }
        List<Trials.Result> results = SideBySide.run(
                work,
                arenas,
                result -> progress.accept(
                        result.runs() + " runs, " + result.stalePushes() + " moves by a stale scheduler"));
        long scripts = results.stream().mapToLong(Trials.Result::staleScripts).sum();
        long moveScripts =
                results.stream().mapToLong(Trials.Result::staleMoveScripts).sum();
        long pushes = results.stream().mapToLong(Trials.Result::stalePushes).sum();
        Table table = new Table("SIGSTOP of the holder for three leases, then SIGCONT", "number");
        table.row("runs", runs);
        table.row(
                "jobs moved over all",
                results.stream().mapToInt(result -> result.account().runs()).sum());
        table.row("calls of the stale scheduler after it went on", scripts);
        table.row("such calls that would have moved jobs but for the fence", moveScripts);
        table.row("jobs moved by the stale scheduler", pushes);
        List<String> failures = new ArrayList<>();
        if (pushes > 0) {
            failures.add("a stale scheduler moved jobs");
        }
        if (moveScripts < runs / 4) {
            failures.add("only " + moveScripts + " calls of stale schedulers reached Redis: too few to show anything");
        }
        results.forEach(result ->
                result.account().findings().stream().map(Finding::toString).forEach(failures::add));
        String redis = results.isEmpty() ? "" : results.get(0).redisVersion();
        StringBuilder text = new StringBuilder("## Fencing\n\n`" + command + "`  \n" + Surroundings.line(redis)
                + "; lease " + LEASE.toMillis() + " ms, batches of " + BATCH
                + "; moves laid to processes by MONITOR and client port\n\n" + table + "\n");
        failures.forEach(failure -> text.append("- FAILED: ").append(failure).append('\n'));
        return new Section(text.toString(), failures);
    }
}
