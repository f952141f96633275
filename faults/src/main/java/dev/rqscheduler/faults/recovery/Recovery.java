/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.recovery;

import dev.rqscheduler.faults.account.Finding;
import dev.rqscheduler.faults.arena.RealScheduler;
import dev.rqscheduler.faults.arena.SideBySide;
import dev.rqscheduler.faults.report.Figures;
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

/** Measures the silence after each kind of event, so many times; the events take place side by side. */
public final class Recovery {

    private static final int BATCH = 500;

    private final Path jar;
    private final Duration lease;
    private final int runs;
    private final long seed;
    private final Consumer<String> progress;

    /**
     * @param runs of each event
     */
    public Recovery(Path jar, Duration lease, int runs, long seed, Consumer<String> progress) {
        this.jar = jar;
        this.lease = lease;
        this.runs = runs;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * @param command by which it can be had again
     */
    public Section run(String command) throws InterruptedException {
        List<Callable<Series.Result>> work = new ArrayList<>();
        Random random = new Random(seed);
        for (Event event : Event.values()) {
            work.add(new Series(event, new RealScheduler(jar, lease, BATCH), runs, random.nextLong())::run);
        }
        Table table = new Table("from the event to the next move, ms", "runs", "min", "median", "max", "limit");
        StringBuilder all = new StringBuilder();
        List<String> failures = new ArrayList<>();
        List<Series.Result> results = SideBySide.run(
                work,
                work.size(),
                result ->
                        progress.accept(result.event() + ": " + result.figures().size() + " runs, "
                                + result.account().findings().size() + " findings"));
        for (Series.Result result : results) {
            Figures figures = Figures.of(result.figures());
            Duration limit = result.event().limit(lease);
            table.row(
                    result.event().what(),
                    figures.count(),
                    figures.min().toMillis(),
                    figures.median().toMillis(),
                    figures.max().toMillis(),
                    limit.toMillis());
            all.append("- ")
                    .append(result.event().what())
                    .append(": ")
                    .append(figures.all())
                    .append('\n');
            if (figures.max().compareTo(limit) > 0) {
                failures.add(result.event().what() + ": took " + figures.max().toMillis() + " ms, more than "
                        + limit.toMillis());
            }
            result.account().findings().stream().map(Finding::toString).forEach(failures::add);
        }
        String redis = results.isEmpty() ? "" : results.get(0).redisVersion();
        StringBuilder text = new StringBuilder("## Recovery\n\n`" + command + "`  \n" + Surroundings.line(redis)
                + "; lease " + lease.toMillis() + " ms, a job due every 10 ms\n\n" + table + "\n" + all + "\n");
        failures.forEach(failure -> text.append("- FAILED: ").append(failure).append('\n'));
        return new Section(text.toString(), failures);
    }
}
