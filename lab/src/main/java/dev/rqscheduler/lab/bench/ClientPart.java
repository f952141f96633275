/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.load.JobKind;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rates at which the client schedules, compared with the scheduling part of the rq-scheduler sequence. */
public final class ClientPart extends Part {

    private static final int THREADS = 8;
    private static final String RATE = "jobs/s";

    public ClientPart(BenchContext context) {
        super("client", context);
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        try (SchedulerClient scheduler = SchedulerClient.connect(context.redis().url())) {
            progress("warming up");
            round(scheduler, new Results());
            for (int repetition = 1; repetition <= context.repetitions(); repetition++) {
                progress("repetition", repetition);
                round(scheduler, results);
            }
        }
        context.redis().jedis().flushAll();
    }

    private void round(SchedulerClient scheduler, Results results) throws InterruptedException {
        Instant due = context.redis().now().plus(Duration.ofDays(30));
        int calls = context.scale().calls();
        timed("single", calls, results, () -> singles(scheduler, due, 0, calls));
        timed("threads", calls, results, () -> threads(scheduler, due, calls));
        timed(
                "bulk",
                context.scale().bulk(),
                results,
                () -> scheduler
                        .scheduleAll(requests(due, context.scale().bulk()))
                        .size());
        floor(scheduler, due, results);
        context.redis().jedis().flushAll();
        PythonRivals.Run run =
                context.python().run(PythonRivals.Mode.SCHEDULE, context.scale().sequence());
        results.add("client/sequence", RATE, run.rate());
    }

    private void floor(SchedulerClient scheduler, Instant due, Results results) {
        String example = scheduler.enqueueAt(due, job(0)).id();
        int jobs = context.scale().bulk();
        ClientFloor floor = new ClientFloor(context.redis());
        // A copy of the example, because the flush before the measurement deletes it.
        byte[] key = Keys.job(example).getBytes(StandardCharsets.UTF_8);
        byte[] copy = context.redis().jedis().dump(key);
        timed("floor", jobs, results, () -> {
            context.redis().jedis().restore(key, 0, copy);
            floor.schedule(example, due, jobs);
            return jobs;
        });
    }

    private void timed(String name, int jobs, Results results, Callable<Integer> work) {
        context.redis().jedis().flushAll();
        CpuMeter cpu =
                new CpuMeter(ProcessHandle.current().pid(), context.redis().pid());
        cpu.start();
        long start = System.nanoTime();
        try {
            work.call();
        } catch (Exception e) {
            throw new IllegalStateException("client, " + name + ": " + e.getMessage(), e);
        }
        results.add("client/" + name, RATE, jobs / ((System.nanoTime() - start) / 1e9));
        results.add("client/" + name + "/client", "us a job", cpu.schedulerMicros() / jobs);
        results.add("client/" + name + "/redis", "us a job", cpu.redisMicros() / jobs);
        long scheduled = context.redis().jedis().zcard(Keys.SCHEDULED_JOBS);
        if (scheduled != jobs) {
            results.problem("client, " + name + ": scheduled " + scheduled + " of " + jobs + " jobs");
        }
    }

    private static int singles(SchedulerClient scheduler, Instant due, int from, int to) {
        for (int i = from; i < to; i++) {
            scheduler.enqueueAt(due, job(i));
        }
        return to - from;
    }

    private static int threads(SchedulerClient scheduler, Instant due, int calls)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int from = calls * i / THREADS;
                int to = calls * (i + 1) / THREADS;
                parts.add(threads.submit(() -> singles(scheduler, due, from, to)));
            }
            int sum = 0;
            for (Future<Integer> part : parts) {
                sum += part.get();
            }
            return sum;
        } finally {
            threads.shutdown();
        }
    }

    /** Building the requests is part of the measured time, as it is for the sequence. */
    private static List<JobRequest> requests(Instant due, int jobs) {
        List<JobRequest> requests = new ArrayList<>(jobs);
        for (int i = 0; i < jobs; i++) {
            requests.add(JobRequest.at(due, job(i)));
        }
        return requests;
    }

    private static JobSpec job(int number) {
        return JobKind.job(Workload.queueName(0), number).build();
    }

    @Override
    public List<Section> sections(Results results) {
        Section section = new Section(
                "Scheduling with the client",
                "Jobs scheduled a second, including arguments, and processor time for each. The rq-scheduler sequence schedules"
                        + " with two commands a job. The floor is these two commands with prepared bytes, all in flight together,"
                        + " without a client.",
                "how",
                "jobs a second",
                "client, us a job",
                "Redis, us a job");
        row(section, "one by one, one thread", results, "single");
        row(section, "one by one, " + THREADS + " threads", results, "threads");
        row(section, "`scheduleAll`", results, "bulk");
        row(section, "the floor", results, "floor");
        section.figures("the rq-scheduler sequence", results, "client/sequence", "-", "-");
        return List.of(section);
    }

    private static void row(Section section, String label, Results results, String name) {
        String figure = "client/" + name;
        section.figures(label, results, figure, figure + "/client", figure + "/redis");
    }
}
