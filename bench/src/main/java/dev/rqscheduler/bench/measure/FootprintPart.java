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
import dev.rqscheduler.internal.wire.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;

/** How soon the scheduler is there, and how much memory it takes. */
public final class FootprintPart implements Part {

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
        afterBacklog("small", stage.scale().small(), results);
        afterBacklog("large", stage.scale().large(), results);
    }

    private ProcessBuilder burst() {
        return Daemon.builder(stage.root(), stage.redis(), List.of("--burst"));
    }

    private ProcessBuilder python() {
        return new ProcessBuilder(stage.python().python(), "-c", "import redis, rq").redirectErrorStream(true);
    }

    /** From the start of a process to its end, in milliseconds. */
    static double time(ProcessBuilder builder) throws InterruptedException {
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
            results.add("footprint/jar", "MB", bytes / Memory.MEGABYTE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void idle(Results results) throws InterruptedException {
        try (Daemon daemon = stage.leadingDaemon()) {
            Thread.sleep(Duration.ofSeconds(stage.scale().restSeconds()).toMillis());
            results.add(
                    "footprint/idle/resident",
                    "MB",
                    new ProcessFigures(daemon.pid()).residentBytes() / Memory.MEGABYTE);
        }
    }

    private void afterBacklog(String name, int jobs, Results results) throws InterruptedException {
        stage.progress().accept("footprint: memory after a backlog of " + Numbers.text(jobs) + " jobs");
        try (Daemon daemon = stage.leadingDaemon()) {
            new MoveRun(stage, new Gate(stage.redis(), daemon))
                    .run(JOBS, jobs, stage.seed())
                    .problems()
                    .forEach(problem -> results.problem("footprint, " + name + ": " + problem));
            Memory.note(name, jobs, daemon, results);
        }
    }

    private static String hour(Results results) {
        OptionalDouble moves = results.median("footprint/" + Memory.LONG_RUN + "/jobs");
        return moves.isEmpty()
                ? ""
                : ", as many as an hour has at " + Numbers.text(Math.rint(moves.getAsDouble() / 3_600)) + " a second";
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
                        + " seconds. The last row is the one of the table of moves"
                        + hour(results) + ".",
                "after",
                "moves",
                "resident, MB",
                "most ever, MB");
        memory.figures("start, idle", results, "-", "footprint/idle/resident", "-");
        for (String name : List.of("small", "large", Memory.LONG_RUN)) {
            results.median("footprint/" + name + "/jobs")
                    .ifPresent(jobs -> memory.figures(
                            name.equals(Memory.LONG_RUN) ? "all backlogs of the move rates" : "a backlog",
                            results,
                            "footprint/" + name + "/jobs",
                            "footprint/" + name + "/resident",
                            "footprint/" + name + "/peak"));
        }
        return List.of(starts, memory);
    }
}
