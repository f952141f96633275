/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.ScheduleRequest;
import dev.rqscheduler.Scheduler;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import dev.rqscheduler.bench.rival.PythonRivals;
import dev.rqscheduler.job.JobSpec;
import dev.rqscheduler.wire.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast the client schedules, beside the scheduling side of the rq-scheduler sequence. */
public final class ClientPart implements Part {

    private static final int THREADS = 8;
    private static final String RATE = "jobs/s";

    private final Stage stage;

    public ClientPart(Stage stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "client";
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        try (Scheduler scheduler = Scheduler.connect(stage.redis().url())) {
            stage.progress().accept("client: warming up");
            round(scheduler, new Results());
            for (int repetition = 1; repetition <= stage.repetitions(); repetition++) {
                stage.progress().accept("client: repetition " + repetition + " of " + stage.repetitions());
                round(scheduler, results);
            }
        }
        stage.redis().jedis().flushAll();
    }

    private void round(Scheduler scheduler, Results results) throws InterruptedException {
        Instant due = stage.redis().now().plus(Duration.ofDays(30));
        int calls = stage.scale().calls();
        timed("single", calls, results, () -> singles(scheduler, due, 0, calls));
        timed("threads", calls, results, () -> threads(scheduler, due, calls));
        timed(
                "bulk",
                stage.scale().bulk(),
                results,
                () -> scheduler.scheduleAll(requests(due, stage.scale().bulk())).size());
        stage.redis().jedis().flushAll();
        PythonRivals.Run run =
                stage.python().run(PythonRivals.Mode.SCHEDULE, stage.scale().sequence());
        results.add("client/sequence", RATE, run.rate());
    }

    private void timed(String name, int jobs, Results results, Callable<Integer> work) {
        stage.redis().jedis().flushAll();
        long start = System.nanoTime();
        try {
            work.call();
        } catch (Exception e) {
            throw new IllegalStateException("client, " + name + ": " + e.getMessage(), e);
        }
        results.add("client/" + name, RATE, jobs / ((System.nanoTime() - start) / 1e9));
        long scheduled = stage.redis().jedis().zcard(Keys.SCHEDULED_JOBS);
        if (scheduled != jobs) {
            results.problem("client, " + name + ": scheduled " + scheduled + " of " + jobs + " jobs");
        }
    }

    private static int singles(Scheduler scheduler, Instant due, int from, int to) {
        for (int i = from; i < to; i++) {
            scheduler.enqueueAt(due, job(i));
        }
        return to - from;
    }

    private static int threads(Scheduler scheduler, Instant due, int calls)
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

    /** Making the requests is a part of what is timed, as it is for the sequence. */
    private static List<ScheduleRequest> requests(Instant due, int jobs) {
        List<ScheduleRequest> requests = new ArrayList<>(jobs);
        for (int i = 0; i < jobs; i++) {
            requests.add(ScheduleRequest.at(due, job(i)));
        }
        return requests;
    }

    private static JobSpec job(int number) {
        return JobSpec.builder("shop.mail.send_reminder")
                .queue(Workload.queueName(0))
                .args("order-" + number, 42)
                .kwarg("language", "en")
                .kwarg("template", "cart")
                .build();
    }

    @Override
    public List<Section> sections(Results results) {
        Section section = new Section(
                "Scheduling with the client",
                "Jobs scheduled a second, arguments and all. The rq-scheduler sequence schedules with two commands a job.",
                "how",
                "jobs a second");
        section.figures("one by one, one thread", results, "client/single");
        section.figures("one by one, " + THREADS + " threads", results, "client/threads");
        section.figures("`scheduleAll`", results, "client/bulk");
        section.figures("the rq-scheduler sequence", results, "client/sequence");
        return List.of(section);
    }
}
