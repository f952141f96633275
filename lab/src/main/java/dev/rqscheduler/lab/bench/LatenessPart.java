/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.LockGate;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.load.JobIds;
import dev.rqscheduler.lab.load.JobKind;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Sample;
import dev.rqscheduler.lab.report.Section;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Lateness of jobs by Redis's clock. Each job is timed twice: {@code enqueued_at} is the time at the start of the step that moves
 * it, which decides whether it was early; and a client notified of each push records when the notification arrives, which is
 * when a worker would get the job. The table shows the second time. It can only be too large, by the way to that client; Redis
 * and the client use the same machine's clock.
 */
public final class LatenessPart extends Part {

    private static final int[] RATES = {10, 100, 1_000, 5_000};
    private static final String[] SHOWN = {"p50", "p99", "p99.9", "max"};

    private static final Workload JOBS = Workload.of("one-off", JobKind.ONE_OFF, 1);
    /** Time between the end of loading and the first due time, so that Redis is idle then. */
    private static final Duration LEAD = Duration.ofMillis(500);

    private static final long MICROS = 1_000_000;

    public LatenessPart(BenchContext context) {
        super("lateness", context);
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        try (SchedulerChild scheduler = context.startLeader()) {
            progress("warming up " + scheduler);
            steady(500, "warm-up", new Results());
            for (int rate : RATES) {
                progress(rate + " due a second");
                steady(rate, Integer.toString(rate), results);
            }
            for (int repetition = 1; repetition <= context.repetitions(); repetition++) {
                progress("burst", repetition);
                burst(results);
            }
        }
    }

    private void steady(int rate, String name, Results results) throws InterruptedException {
        int seconds = context.scale().steadySeconds();
        int jobs = rate * seconds;
        SplittableRandom random = new SplittableRandom(context.seed() + rate);
        // Whole microseconds, the precision of scores and of enqueued_at.
        long[] offsets = random.longs(jobs, 0, seconds * MICROS).sorted().toArray();
        run("lateness/" + name + "/", offsets, results);
    }

    private void burst(Results results) throws InterruptedException {
        run("lateness/burst/", new long[context.scale().burst()], results);
    }

    /**
     * @param prefix of the figures' names
     * @param offsets due times in microseconds after the first, ascending
     */
    private void run(String prefix, long[] offsets, Results results) throws InterruptedException {
        LabRedis redis = context.redis();
        redis.jedis().del(Keys.queue(Workload.queueName(0)));
        JobIds ids = new JobIds(context.seed() + offsets.length);
        Duration lead = LEAD.plusMillis(offsets.length / 20);
        Instant first = redis.now().truncatedTo(ChronoUnit.MILLIS).plus(lead);
        try (PushListener watch = PushListener.start(redis, Workload.queueName(0))) {
            context.backlog()
                    .load(Keys.SCHEDULED_JOBS, JOBS, offsets.length, ids, number -> due(first, offsets[number]));
            // Like our client, for a scheduler that sleeps until the next job it knows of.
            redis.jedis().publish(LockGate.CHANNEL, Scores.text(due(first, offsets[0])));
            if (redis.now().isAfter(first)) {
                throw new IllegalStateException("the first job was due before loading was complete");
            }
            List<PushListener.Push> pushes = watch.await(offsets.length);
            addFigures(prefix, offsets, first, ids, pushes, results);
        }
    }

    private static Instant due(Instant first, long offsetMicros) {
        return first.plus(offsetMicros, ChronoUnit.MICROS);
    }

    /**
     * Returns the time of the notification of the last push of each step, by the {@code enqueued_at} that all its jobs share: pushes
     * and steps have the same order. A step pushes its first job alone and the others together.
     */
    private static Map<Long, Long> notified(List<EnqueuedJobs.Job> jobs, List<PushListener.Push> pushes) {
        SortedMap<Long, Integer> steps = new TreeMap<>();
        jobs.forEach(job -> steps.merge(job.enqueuedMicros(), 1, (before, one) -> 2));
        int wanted = steps.values().stream().mapToInt(Integer::intValue).sum();
        if (wanted != pushes.size()) {
            throw new IllegalStateException(
                    steps.size() + " steps make " + wanted + " pushes, but " + pushes.size() + " were notified");
        }
        Map<Long, Long> notified = new HashMap<>();
        int push = 0;
        for (Map.Entry<Long, Integer> step : steps.entrySet()) {
            push += step.getValue();
            notified.put(step.getKey(), pushes.get(push - 1).micros());
        }
        return notified;
    }

    private void addFigures(
            String prefix, long[] offsets, Instant first, JobIds ids, List<PushListener.Push> pushes, Results results) {
        List<EnqueuedJobs.Job> jobs = EnqueuedJobs.of(context.redis(), ids, offsets.length);
        MovedJobsCheck.problems(context.redis(), JOBS, offsets.length, ids)
                .forEach(problem -> results.problem("lateness: " + problem));
        if (jobs.size() != offsets.length) {
            results.problem("lateness: " + jobs.size() + " of " + offsets.length + " hashes have enqueued_at");
        }
        Map<Long, Long> notified = notified(jobs, pushes);
        double[] start = new double[jobs.size()];
        double[] seen = new double[jobs.size()];
        int early = 0;
        for (int i = 0; i < jobs.size(); i++) {
            EnqueuedJobs.Job job = jobs.get(i);
            long due = ChronoUnit.MICROS.between(Instant.EPOCH, due(first, offsets[job.number()]));
            start[i] = (job.enqueuedMicros() - due) / 1e3;
            seen[i] = (Objects.requireNonNull(notified.get(job.enqueuedMicros())) - due) / 1e3;
            early += job.enqueuedMicros() < due ? 1 : 0;
        }
        if (early > 0) {
            results.problem("lateness: " + early + " of " + jobs.size() + " jobs were moved before they were due");
        }
        Sample lateness = Sample.of(seen);
        results.add(prefix + "p50", "ms", lateness.quantile(0.5));
        results.add(prefix + "p99", "ms", lateness.quantile(0.99));
        results.add(prefix + "p99.9", "ms", lateness.quantile(0.999));
        results.add(prefix + "max", "ms", lateness.max());
        results.add(prefix + "start p99", "ms", Sample.of(start).quantile(0.99));
        results.add(prefix + "early", "jobs", early);
        results.add(prefix + "jobs", "jobs", offsets.length);
    }

    @Override
    public List<Section> sections(Results results) {
        List<String> columns = new ArrayList<>(List.of("due", "jobs"));
        for (String shown : SHOWN) {
            columns.add(shown + ", ms");
        }
        columns.add("p99 of the start of the step, ms");
        columns.add("early");
        Section section = new Section(
                "Lateness",
                "From the due time of a job until a client is notified of its push, by one clock; at steady rates"
                        + " (random due times, " + context.scale().steadySeconds()
                        + " seconds each), and for a burst at one instant, whose maximum is when all of it is queued.",
                columns.toArray(String[]::new));
        for (int rate : RATES) {
            row(section, Numbers.text(rate) + " a second", Integer.toString(rate), results);
        }
        row(section, "burst", "burst", results);
        return List.of(section);
    }

    private static void row(Section section, String label, String name, Results results) {
        ToDoubleFunction<String> median =
                what -> results.median("lateness/" + name + "/" + what).orElse(0);
        if (results.find("lateness/" + name + "/jobs").isEmpty()) {
            return;
        }
        List<String> cells = new ArrayList<>(List.of(label, Numbers.text(median.applyAsDouble("jobs"))));
        for (String shown : SHOWN) {
            cells.add(results.range("lateness/" + name + "/" + shown));
        }
        cells.add(Numbers.text(median.applyAsDouble("start p99")));
        cells.add(Numbers.text(results.max("lateness/" + name + "/early").orElse(0)));
        section.row(cells.toArray());
    }
}
