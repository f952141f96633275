/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.load.JobIds;
import dev.rqscheduler.bench.load.JobKind;
import dev.rqscheduler.bench.load.Scores;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Numbers;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Sample;
import dev.rqscheduler.bench.report.Section;
import dev.rqscheduler.internal.wire.Keys;
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
 * How late jobs are, by Redis's clock. Each job is timed twice: {@code enqueued_at} is the clock at the start of the step
 * that moves it, which decides whether it was early; and a client that is told of each push notes when it heard, which is
 * when a worker would have it. The second one is what the table shows. It is at most too large, by what the way to that
 * client takes; Redis's clock and that client's are the same machine's.
 */
public final class LatenessPart implements Part {

    private static final int[] RATES = {10, 100, 1_000, 5_000};
    private static final String[] SHOWN = {"p50", "p99", "p99.9", "max"};

    private static final Workload JOBS = Workload.of("one-off", JobKind.ONE_OFF, 1);
    /** Between the end of loading and the first due time: no load on Redis is left then. */
    private static final double LEAD_SECONDS = 0.5;

    private final Stage stage;

    public LatenessPart(Stage stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "lateness";
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        Daemon daemon = stage.leadingDaemon();
        try {
            steady(500, "warm-up", new Results());
            for (int rate : RATES) {
                stage.progress().accept("lateness: " + rate + " due a second");
                steady(rate, Integer.toString(rate), results);
            }
            for (int repetition = 1; repetition <= stage.repetitions(); repetition++) {
                stage.progress().accept("lateness: burst " + repetition + " of " + stage.repetitions());
                burst(results);
            }
        } finally {
            daemon.close();
        }
    }

    private void steady(int rate, String name, Results results) throws InterruptedException {
        int seconds = stage.scale().steadySeconds();
        int jobs = rate * seconds;
        SplittableRandom random = new SplittableRandom(stage.seed() + rate);
        double[] offsets = random.doubles(jobs)
                // Whole microseconds: what a score can say, and what enqueued_at says.
                .map(share -> Math.floor(share * seconds * 1e6) / 1e6)
                .sorted()
                .toArray();
        Timed timed = run(offsets, results);
        Sample seen = Sample.of(timed.seenMillis());
        results.add("lateness/" + name + "/p50", "ms", seen.quantile(0.5));
        results.add("lateness/" + name + "/p99", "ms", seen.quantile(0.99));
        results.add("lateness/" + name + "/p99.9", "ms", seen.quantile(0.999));
        results.add("lateness/" + name + "/max", "ms", seen.max());
        results.add(
                "lateness/" + name + "/start p99",
                "ms",
                Sample.of(timed.startMillis()).quantile(0.99));
        results.add("lateness/" + name + "/early", "jobs", timed.early());
        results.add("lateness/" + name + "/jobs", "jobs", jobs);
    }

    private void burst(Results results) throws InterruptedException {
        Timed timed = run(new double[stage.scale().burst()], results);
        Sample seen = Sample.of(timed.seenMillis());
        results.add("lateness/burst/p50", "ms", seen.quantile(0.5));
        results.add("lateness/burst/p99", "ms", seen.quantile(0.99));
        results.add("lateness/burst/p99.9", "ms", seen.quantile(0.999));
        results.add("lateness/burst/max", "ms", seen.max());
        results.add(
                "lateness/burst/start p99", "ms", Sample.of(timed.startMillis()).quantile(0.99));
        results.add("lateness/burst/early", "jobs", timed.early());
        results.add("lateness/burst/jobs", "jobs", seen.count());
    }

    private record Timed(double[] startMillis, double[] seenMillis, int early) {}

    /**
     * @param offsets due times in seconds after an instant that is to come, ascending
     */
    private Timed run(double[] offsets, Results results) throws InterruptedException {
        BenchRedis redis = stage.redis();
        redis.jedis().del(Keys.queue(Workload.queueName(0)));
        JobIds ids = new JobIds(stage.seed() + offsets.length);
        double lead = LEAD_SECONDS + offsets.length / 20_000.0;
        double first = redis.now().toEpochMilli() / 1e3 + lead;
        try (PushWatch watch = PushWatch.start(redis, Workload.queueName(0))) {
            stage.backlog().load(Keys.SCHEDULED_JOBS, JOBS, offsets.length, ids, number -> first + offsets[number]);
            // As our client does, for a scheduler that sleeps until the next job that it knows.
            redis.jedis().publish(Gate.CHANNEL, Scores.text(first + offsets[0]));
            if (redis.now().toEpochMilli() / 1e3 > first) {
                throw new IllegalStateException("loading took longer than until the first job was due");
            }
            List<PushWatch.Push> pushes = watch.await(offsets.length);
            return times(offsets, first, ids, pushes, results);
        }
    }

    /**
     * When the last push of each step was heard of, by the step's {@code enqueued_at}, which all its jobs have: the pushes in
     * their order are the steps in theirs. A step pushes its first job by itself, and the others together.
     */
    private static Map<Long, Long> heard(List<EnqueuedJobs.Job> jobs, List<PushWatch.Push> pushes) {
        SortedMap<Long, Integer> steps = new TreeMap<>();
        jobs.forEach(job -> steps.merge(job.enqueuedMicros(), 1, (before, one) -> 2));
        int wanted = steps.values().stream().mapToInt(Integer::intValue).sum();
        if (wanted != pushes.size()) {
            throw new IllegalStateException(
                    steps.size() + " steps make " + wanted + " pushes, and " + pushes.size() + " were heard of");
        }
        Map<Long, Long> heard = new HashMap<>();
        int push = 0;
        for (Map.Entry<Long, Integer> step : steps.entrySet()) {
            push += step.getValue();
            heard.put(step.getKey(), pushes.get(push - 1).heardMicros());
        }
        return heard;
    }

    private Timed times(double[] offsets, double first, JobIds ids, List<PushWatch.Push> pushes, Results results) {
        List<EnqueuedJobs.Job> jobs = EnqueuedJobs.of(stage.redis(), ids, offsets.length);
        for (String problem : EnqueuedJobs.problems(stage.redis(), Workload.queueName(0), offsets.length, jobs)) {
            results.problem("lateness: " + problem);
        }
        Map<Long, Long> heard = heard(jobs, pushes);
        double[] start = new double[jobs.size()];
        double[] seen = new double[jobs.size()];
        int early = 0;
        for (int i = 0; i < jobs.size(); i++) {
            EnqueuedJobs.Job job = jobs.get(i);
            // As the schedule has it, in whole microseconds.
            long due = Math.round((first + offsets[job.number()]) * 1e6);
            start[i] = (job.enqueuedMicros() - due) / 1e3;
            seen[i] = (Objects.requireNonNull(heard.get(job.enqueuedMicros())) - due) / 1e3;
            early += job.enqueuedMicros() < due ? 1 : 0;
        }
        if (early > 0) {
            results.problem("lateness: " + early + " of " + jobs.size() + " jobs were moved before they were due");
        }
        return new Timed(start, seen, early);
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
                "From the due time of a job until a client that is told of each push hears of it, by one clock; at steady rates"
                        + " (random due times, " + stage.scale().steadySeconds()
                        + " seconds each), and for a burst at one instant, whose max is when all of it is queued.",
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
            cells.add(results.find("lateness/" + name + "/" + shown)
                    .map(Numbers::medianAndRange)
                    .orElse("-"));
        }
        cells.add(Numbers.text(median.applyAsDouble("start p99")));
        cells.add(Numbers.text(results.max("lateness/" + name + "/early").orElse(0)));
        section.row(cells.toArray());
    }
}
