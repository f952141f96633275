/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.Poll;
import dev.rqscheduler.lab.arena.ProcessStats;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.load.JobIds;
import dev.rqscheduler.lab.load.JobKind;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Start times and memory of the scheduler. */
public final class FootprintPart extends Part {

    private static final Workload JOBS = Workload.of("one-off", JobKind.ONE_OFF, 1);
    /** Name of the scheduler that has moved all backlogs of {@link MovesPart}. */
    static final String LONG_RUN = "long run";

    private static final Duration FIRST_MOVE_LIMIT = Duration.ofMinutes(1);

    public FootprintPart(BenchContext context) {
        super("footprint", context);
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        progress("starts");
        context.redis().jedis().flushAll();
        time(context.burst());
        time(python());
        for (int i = 0; i < context.scale().starts(); i++) {
            results.add("footprint/burst", "ms", time(context.burst()));
            results.add("footprint/python", "ms", time(python()));
        }
        for (int i = 0; i < context.repetitions(); i++) {
            results.add("footprint/first move", "ms", firstMove());
        }
        jarSize(results);
        progress("memory");
        idle(results);
        // Each with a new scheduler: a JVM releases little of the memory it once used.
        afterBacklog("small", context.scale().small(), results);
        afterBacklog("large", context.scale().large(), results);
    }

    private ProcessBuilder python() {
        return new ProcessBuilder(context.python().python(), "-c", "import redis, rq").redirectErrorStream(true);
    }

    /** Returns the time from start to exit of a process, in milliseconds. */
    static double time(ProcessBuilder builder) throws InterruptedException {
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            byte[] output = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            double millis = (System.nanoTime() - start) / 1e6;
            if (status != 0) {
                throw new IllegalStateException(
                        builder.command() + " failed: " + new String(output, StandardCharsets.UTF_8));
            }
            return millis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the time from the start of a scheduler until a due job is in its queue, in milliseconds. */
    private double firstMove() throws InterruptedException {
        LabRedis redis = context.redis();
        redis.jedis().flushAll();
        context.backlog().load(Keys.SCHEDULED_JOBS, JOBS, 1, new JobIds(context.seed()), context.seed());
        String queue = Keys.queue(Workload.queueName(0));
        long start = System.nanoTime();
        try (SchedulerChild scheduler = context.start(List.of())) {
            long end = Poll.until(
                    "the first job is moved by " + scheduler,
                    FIRST_MOVE_LIMIT,
                    Duration.ofNanos(500_000),
                    () -> redis.jedis().llen(queue) > 0);
            return (end - start) / 1e6;
        }
    }

    private void jarSize(Results results) {
        try {
            long bytes = Files.size(context.root().resolve("cli/target/rqscheduler.jar"));
            results.add("footprint/jar", "MB", bytes / ProcessStats.MEGABYTE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void idle(Results results) throws InterruptedException {
        try (SchedulerChild scheduler = context.startLeader()) {
            context.rest();
            results.add("footprint/idle/resident", "MB", new ProcessStats(scheduler.pid()).residentMegabytes());
        }
    }

    private void afterBacklog(String name, int jobs, Results results) throws InterruptedException {
        progress("memory after a backlog of " + Numbers.text(jobs) + " jobs");
        try (SchedulerChild scheduler = context.startForBacklogs()) {
            new BacklogRun(context, scheduler)
                    .jobs(JOBS, jobs, context.seed())
                    .problems()
                    .forEach(problem -> results.problem("footprint, " + name + ": " + problem));
            addMemory(name, jobs, scheduler, results);
        }
    }

    /**
     * Adds the memory of a scheduler.
     *
     * @param name of the scheduler
     * @param moves number of jobs it has moved
     */
    static void addMemory(String name, long moves, SchedulerChild scheduler, Results results) {
        ProcessStats process = new ProcessStats(scheduler.pid());
        results.add("footprint/" + name + "/jobs", "jobs", (double) moves);
        results.add("footprint/" + name + "/resident", "MB", process.residentMegabytes());
        results.add("footprint/" + name + "/peak", "MB", process.peakResidentMegabytes());
    }

    private static String hour(Results results) {
        OptionalDouble moves = results.median("footprint/" + LONG_RUN + "/jobs");
        return moves.isEmpty()
                ? ""
                : ", as many as in an hour at " + Numbers.text(Math.rint(moves.getAsDouble() / 3_600)) + " a second";
    }

    @Override
    public List<Section> sections(Results results) {
        Section starts = new Section(
                "Starts",
                "The command as users start it, with its script; "
                        + context.scale().starts()
                        + " starts each, in turns. The jar needs nothing but a JRE.",
                "what",
                "figure");
        starts.figures("`rqscheduler --burst` on an empty Redis, start to exit, ms", results, "footprint/burst");
        starts.figures("`python3 -c \"import redis, rq\"`, start to exit, ms", results, "footprint/python");
        starts.figures("start to first move, ms", results, "footprint/first move");
        starts.figures("jar, MB", results, "footprint/jar");
        Section memory = new Section(
                "Memory",
                "Resident memory of the scheduler, each row of a separate process; idle after "
                        + context.scale().restSeconds()
                        + " seconds. The last row is the scheduler of the move rates"
                        + hour(results) + ".",
                "after",
                "moves",
                "resident, MB",
                "peak, MB");
        memory.figures("start, idle", results, "-", "footprint/idle/resident", "-");
        for (String name : List.of("small", "large", LONG_RUN)) {
            results.median("footprint/" + name + "/jobs")
                    .ifPresent(jobs -> memory.figures(
                            name.equals(LONG_RUN) ? "all backlogs of the move rates" : "a backlog",
                            results,
                            "footprint/" + name + "/jobs",
                            "footprint/" + name + "/resident",
                            "footprint/" + name + "/peak"));
        }
        return List.of(starts, memory);
    }
}
