/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.arena.ProcessFigures;
import dev.rqscheduler.bench.load.JobIds;
import dev.rqscheduler.bench.load.JobKind;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Numbers;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import dev.rqscheduler.wire.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How soon the scheduler is there, and how much memory it takes. */
public final class FootprintPart implements Part {

    private static final double MEGABYTE = 1024 * 1024;
    private static final Workload JOBS = Workload.of("one-off", JobKind.ONE_OFF, 1);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private final Stage stage;

    public FootprintPart(Stage stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        stage.progress().accept("footprint: starts");
        stage.redis().jedis().flushAll();
        time(burst());
        time(python());
        for (int i = 0; i < stage.scale().starts(); i++) {
            results.add("footprint/burst", "ms", time(burst()));
            results.add("footprint/python", "ms", time(python()));
        }
        for (int i = 0; i < stage.repetitions(); i++) {
            results.add("footprint/first move", "ms", firstMove());
        }
        jarSize(results);
        stage.progress().accept("footprint: memory");
        idle(results);
        // Each in a scheduler of its own: a JVM gives back little of what it once took.
        afterBacklogs("small", stage.scale().small(), 1, results);
        afterBacklogs("large", stage.scale().large(), 1, results);
        int backlogs = (stage.scale().longRun() + stage.scale().large() - 1)
                / stage.scale().large();
        afterBacklogs("long run", stage.scale().longRun() / backlogs, backlogs, results);
    }

    private ProcessBuilder burst() {
        return Daemon.builder(stage.root(), stage.redis(), List.of("--burst"));
    }

    private ProcessBuilder python() {
        return new ProcessBuilder(stage.python().python(), "-c", "import redis, rq").redirectErrorStream(true);
    }

    /** From the start of a process to its end, in milliseconds. */
    private static double time(ProcessBuilder builder) throws InterruptedException {
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            byte[] output = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            double millis = (System.nanoTime() - start) / 1e6;
            if (status != 0) {
                throw new IllegalStateException(
                        builder.command() + " failed: " + new String(output, java.nio.charset.StandardCharsets.UTF_8));
            }
            return millis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the start of the process until a job that is due is in its queue, in milliseconds. */
    private double firstMove() throws InterruptedException {
        BenchRedis redis = stage.redis();
        redis.jedis().flushAll();
        stage.backlog().load(Keys.SCHEDULED_JOBS, JOBS, 1, new JobIds(stage.seed()), stage.seed());
        String queue = Keys.queue(Workload.queueName(0));
        long start = System.nanoTime();
        Daemon daemon = Daemon.start(stage.root(), redis, stage.folder());
        try {
            while (redis.jedis().llen(queue) == 0) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IllegalStateException("the first job was not moved within a minute");
                }
                LockSupport.parkNanos(500_000);
            }
            return (System.nanoTime() - start) / 1e6;
        } finally {
            daemon.close();
        }
    }

    private void jarSize(Results results) {
        try {
            long bytes = Files.size(stage.root().resolve("cli/target/rqscheduler.jar"));
            results.add("footprint/jar", "MB", bytes / MEGABYTE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void idle(Results results) throws InterruptedException {
        try (Daemon daemon = stage.leadingDaemon()) {
            Thread.sleep(Duration.ofSeconds(stage.scale().restSeconds()).toMillis());
            results.add("footprint/idle/resident", "MB", new ProcessFigures(daemon.pid()).residentBytes() / MEGABYTE);
        }
    }

    private void afterBacklogs(String name, int jobs, int backlogs, Results results) throws InterruptedException {
        stage.progress().accept("footprint: " + backlogs + " of " + Numbers.text(jobs) + " jobs");
        try (Daemon daemon = stage.leadingDaemon()) {
            MoveRun run = new MoveRun(stage, new Gate(stage.redis(), daemon));
            for (int i = 0; i < backlogs; i++) {
                run.run(JOBS, jobs, stage.seed() + i)
                        .problems()
                        .forEach(problem -> results.problem("footprint, " + name + ": " + problem));
            }
            ProcessFigures figures = new ProcessFigures(daemon.pid());
            results.add("footprint/" + name + "/jobs", "jobs", (double) jobs * backlogs);
            results.add("footprint/" + name + "/resident", "MB", figures.residentBytes() / MEGABYTE);
            results.add("footprint/" + name + "/peak", "MB", figures.peakResidentBytes() / MEGABYTE);
        }
    }

    @Override
    public List<Section> sections(Results results) {
        Section starts = new Section(
                "Starts",
                "The command as users start it, with its script; "
                        + stage.scale().starts()
                        + " starts each, in turns. The jar has all that is needed beside a JRE.",
                "what",
                "figure");
        starts.figures("`rqscheduler --burst` on an empty Redis, start to exit, ms", results, "footprint/burst");
        starts.figures("`python3 -c \"import redis, rq\"`, start to exit, ms", results, "footprint/python");
        starts.figures("start to first move, ms", results, "footprint/first move");
        starts.figures("jar, MB", results, "footprint/jar");
        Section memory = new Section(
                "Memory",
                "Resident memory of the scheduler, each row a process of its own; idle after "
                        + stage.scale().restSeconds()
                        + " seconds. The last row is as many"
                        + " moves as an hour has at 1,000 a second.",
                "after",
                "moves",
                "resident, MB",
                "most ever, MB");
        memory.figures("start, idle", results, "-", "footprint/idle/resident", "-");
        for (String name : List.of("small", "large", "long run")) {
            results.median("footprint/" + name + "/jobs")
                    .ifPresent(jobs -> memory.figures(
                            name.equals("long run") ? "many backlogs" : "a backlog",
                            results,
                            "footprint/" + name + "/jobs",
                            "footprint/" + name + "/resident",
                            "footprint/" + name + "/peak"));
        }
        return List.of(starts, memory);
    }
}
