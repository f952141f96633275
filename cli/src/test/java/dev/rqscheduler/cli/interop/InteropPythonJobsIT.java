/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Jobs of every kind that Python scheduled as rq-scheduler does, moved by us, run by a real worker; each is checked twice,
 * after the move and after its run.
 *
 * <p>{@code -Dinterop.jobs=20000} runs more than the usual 5,000 jobs, {@code -Dinterop.seed=7} other ones.
 */
@ExtendWith(TestRedis.class)
class InteropPythonJobsIT {

    private static final String[] QUEUES = {"default", "high", "low", "mail:eu"};
    private final long seed = Long.getLong("interop.seed", new Random().nextInt(1_000_000));

    @Test
    void thousandsOfJobsReachTheSimpleWorker() throws InterruptedException {
        round(Integer.getInteger("interop.jobs", 5_000), Rq.SIMPLE_WORKER);
    }

    @Test
    void jobsReachTheForkingWorker() throws InterruptedException {
        round(300, Rq.FORKING_WORKER);
    }

    private void round(int jobs, String workerClass) throws InterruptedException {
        String url = TestRedis.url();
        Rq rq = Rq.required(url);
        System.out.printf("%d Python jobs for %s, -Dinterop.seed=%d%n", jobs, workerClass, seed);
        run(rq.tool("python_scheduler", "produce", "--count", Integer.toString(jobs), "--seed", Long.toString(seed)));
        SchedulerJar.burst(url);
        run(rq.tool("python_scheduler", "verify", "--stage", "moved"));
        try (var worker = rq.burstWorker(workerClass, Rq.PICKLE_SERIALIZER, QUEUES)) {
            // A job takes RQ 2 some 5 ms, or a process of its own; ten times that on a machine that does much else.
            Duration each = Duration.ofMillis(workerClass.equals(Rq.FORKING_WORKER) ? 1_000 : 50);
            worker.awaitSuccess(ChildProcess.PATIENCE.plus(each.multipliedBy(jobs)));
        }
        run(rq.tool("python_scheduler", "verify", "--stage", "finished"));
    }

    /** A check that finds something wrong ends with status 1, and says what. */
    private static void run(ChildProcess process) throws InterruptedException {
        try (process) {
            process.awaitSuccess();
        }
    }
}
