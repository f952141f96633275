/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.report.MarkdownTable;
import dev.rqscheduler.lab.report.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One leader and one standby under constant load for a long time, measured every ten seconds. */
public final class Soak {

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int BATCH = 500;
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);

    /** The part of the time in which the JVM warms up; its samples say nothing about the rest. */
    private static final double WARM_UP = 0.2;

    private final Experiment experiment;
    private final Duration time;
    private final int rate;

    /**
     * @param rate jobs a second
     */
    public Soak(Experiment experiment, Duration time, int rate) {
        this.experiment = experiment;
        this.time = time;
        this.rate = rate;
    }

    public Section run() throws InterruptedException, IOException {
        try (Arena arena = Arena.inMemory(experiment.scheduler(LEASE, BATCH), 2);
                SoakLoad load = new SoakLoad(arena.redis(), rate, experiment.seed())) {
            SchedulerChild leader = arena.active().current();
            JvmProbe probe = new JvmProbe(leader.pid(), arena.redis());
            load.start();
            List<JvmProbe.Sample> samples = sample(probe, load);
            load.stop();
            List<String> warnings = arena.children().stream()
                    .flatMap(child -> child.logLines().stream().map(line -> child.name() + ": " + line))
                    .filter(line -> !line.contains("\"level\":\"INFO\"") && !line.contains("\"level\":\"DEBUG\""))
                    .toList();
            boolean leaderChanged = arena.active().current() != leader;
            return report(samples, load, warnings, leaderChanged, arena.redis().version());
        }
    }

    private List<JvmProbe.Sample> sample(JvmProbe probe, SoakLoad load) throws InterruptedException, IOException {
        List<JvmProbe.Sample> samples = new ArrayList<>();
        long start = System.nanoTime();
        for (long second = 0; second < time.toSeconds() && load.failure().isEmpty(); ) {
            Thread.sleep(BETWEEN_SAMPLES.toMillis());
            second = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            JvmProbe.Sample sample = probe.sample(second);
            samples.add(sample);
            experiment
                    .progress()
                    .accept(second + " s: " + load.moved() + " moved, heap " + sample.heapKib() + " KiB, resident "
                            + sample.residentKib() + " KiB, " + sample.threads() + " threads, " + sample.connections()
                            + " connections");
        }
        return samples;
    }

    private Section report(
            List<JvmProbe.Sample> samples, SoakLoad load, List<String> warnings, boolean leaderChanged, String redis) {
        SoakGrowth growth = new SoakGrowth(samples.subList((int) (samples.size() * WARM_UP), samples.size()));
        List<String> failures = new ArrayList<>(growth.failures());
        long seconds = Math.max(
                1,
                samples.isEmpty()
                        ? time.toSeconds()
                        : samples.get(samples.size() - 1).second());
        double moved = load.moved() / (double) seconds;
        if (moved < 0.95 * rate) {
            failures.add("only " + (long) moved + " moves a second instead of " + rate);
        }
        if (load.moved() != load.promised()) {
            failures.add(load.promised() - load.moved() + " jobs were never moved");
        }
        if (load.doubled() > 0) {
            failures.add(load.doubled() + " jobs were moved twice");
        }
        if (!load.failure().isEmpty()) {
            failures.add(load.failure());
        }
        if (leaderChanged) {
            failures.add("the leader changed without a reason");
        }
        warnings.forEach(line -> failures.add("log: " + line));
        MarkdownTable totals = new MarkdownTable("overall", "number");
        totals.row("jobs promised", load.promised());
        totals.row("jobs moved", load.moved());
        totals.row("moves a second", (long) moved);
        totals.row("doubled", load.doubled());
        totals.row("log lines above INFO", warnings.size());
        MarkdownTable halves = new MarkdownTable(
                time.toMinutes() + " minutes, after a fifth of it to warm up", "first half", "second half");
        growth.rows(halves);
        return experiment
                .section("Soak", redis, "schedulers with -Xmx64m; heap is the used part after a full collection")
                .table(totals)
                .table(halves)
                .failures(failures);
    }
}
