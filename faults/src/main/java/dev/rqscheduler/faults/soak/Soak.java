/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.soak;

import dev.rqscheduler.faults.arena.Arena;
import dev.rqscheduler.faults.arena.RealScheduler;
import dev.rqscheduler.faults.arena.SchedulerChild;
import dev.rqscheduler.faults.report.Section;
import dev.rqscheduler.faults.report.Surroundings;
import dev.rqscheduler.faults.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One leader and one standby under an even load for a long time, looked at every ten seconds. */
public final class Soak {

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int BATCH = 500;
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of the time: until then the JVM is warming up, and says nothing about the rest. */
    private static final double WARM_UP = 0.2;

    private final Path jar;
    private final Duration time;
    private final int rate;
    private final long seed;
    private final Consumer<String> progress;

    /**
     * @param rate jobs a second
     */
    public Soak(Path jar, Duration time, int rate, long seed, Consumer<String> progress) {
        this.jar = jar;
        this.time = time;
        this.rate = rate;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * @param command by which it can be had again
     */
    public Section run(String command) throws InterruptedException, IOException {
        try (Arena arena = Arena.inMemory(new RealScheduler(jar, LEASE, BATCH), 2);
                Stream stream = new Stream(arena.redis().url(), arena.redis().admin(), rate, seed)) {
            SchedulerChild leader = arena.active().current();
            Probe probe = new Probe(leader.pid(), arena.redis().admin());
            stream.start();
            List<Sample> samples = watch(probe, stream);
            stream.end(PATIENCE);
            List<String> loud = arena.children().stream()
                    .flatMap(child -> child.logLines().stream().map(line -> child.name() + ": " + line))
                    .filter(line -> !line.contains(" INFO ") && !line.contains(" DEBUG "))
                    .toList();
            boolean stayed = arena.active().current() == leader;
            return report(command, samples, stream, loud, stayed, arena.redis().version());
        }
    }

    private List<Sample> watch(Probe probe, Stream stream) throws InterruptedException, IOException {
        List<Sample> samples = new ArrayList<>();
        long start = System.nanoTime();
        for (long second = 0; second < time.toSeconds() && stream.failure().isEmpty(); ) {
            Thread.sleep(BETWEEN_SAMPLES.toMillis());
            second = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            Sample sample = probe.sample(second);
            samples.add(sample);
            progress.accept(second + " s: " + stream.moved() + " moved, heap " + sample.heapKib() + " KiB, resident "
                    + sample.residentKib() + " KiB, " + sample.threads() + " threads, " + sample.connections()
                    + " connections");
        }
        return samples;
    }

    private Section report(
            String command, List<Sample> samples, Stream stream, List<String> loud, boolean stayed, String redis) {
        List<Sample> warm = samples.subList((int) (samples.size() * WARM_UP), samples.size());
        Growth growth = new Growth(warm);
        List<String> failures = new ArrayList<>(growth.failures());
        long seconds = Math.max(
                1,
                samples.isEmpty()
                        ? time.toSeconds()
                        : samples.get(samples.size() - 1).second());
        double moved = stream.moved() / (double) seconds;
        if (moved < 0.95 * rate) {
            failures.add("only " + (long) moved + " moves a second instead of " + rate);
        }
        if (stream.moved() != stream.promised()) {
            failures.add(stream.promised() - stream.moved() + " jobs never came out");
        }
        if (stream.doubled() > 0) {
            failures.add(stream.doubled() + " jobs came out twice");
        }
        if (!stream.failure().isEmpty()) {
            failures.add(stream.failure());
        }
        if (!stayed) {
            failures.add("the lock changed hands although nothing had happened");
        }
        loud.forEach(line -> failures.add("log: " + line));

        Table table =
                new Table(time.toMinutes() + " minutes after a warm-up of a fifth of it", "first half", "second half");
        growth.rows(table);
        Table totals = new Table("over all", "number");
        totals.row("jobs promised", stream.promised());
        totals.row("jobs moved", stream.moved());
        totals.row("moves a second", (long) moved);
        totals.row("doubled", stream.doubled());
        totals.row("log lines above INFO", loud.size());
        StringBuilder text = new StringBuilder("## Soak\n\n`" + command + "`  \n" + Surroundings.line(redis)
                + "; schedulers with -Xmx64m; heap is what is in use after a full collection\n\n" + totals + "\n"
                + table
                + "\n");
        failures.stream()
                .limit(20)
                .forEach(failure -> text.append("- FAILED: ").append(failure).append('\n'));
        return new Section(text.toString(), failures);
    }
}
