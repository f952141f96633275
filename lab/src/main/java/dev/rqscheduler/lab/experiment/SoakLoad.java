/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.load.StepThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * Schedules jobs at a constant rate, and takes moved jobs out of the queue like a worker: each id is recorded, so that lost and
 * doubled jobs show, and deleted with its hash, so that Redis stays small. One thread each.
 */
final class SoakLoad implements AutoCloseable {

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
    private static final String QUEUE = "rq:queue:default";
    private static final int SCHEDULED_PER_CALL = 100;
    private static final int DRAINED_PER_CALL = 500;

    /** Pops ids, deletes their hashes and returns the ids: a worker's part, in one call. */
    private static final String DRAIN = """
            local ids = redis.call('LPOP', KEYS[1], ARGV[1])
            if not ids then return {} end
            for _, id in ipairs(ids) do redis.call('UNLINK', 'rq:job:' .. id) end
            return ids
            """;

    private final SchedulerClient scheduler;
    private final LabRedis redis;
    private final double rate;
    private final Random random;
    private final BitSet drained = new BitSet();
    private final StepThread producer = new StepThread("soak producer", this::schedule);
    private final StepThread worker = new StepThread("soak worker", this::drain);
    private long startNanos;
    private volatile int promised;
    private volatile int doubled;

    SoakLoad(LabRedis redis, double rate, long seed) {
        this.scheduler = SchedulerClient.connect(redis.url());
        this.redis = redis;
        this.rate = rate;
        this.random = new Random(seed);
    }

    void start() {
        startNanos = System.nanoTime();
        producer.start();
        worker.start();
    }

    private void schedule() throws InterruptedException {
        int number = promised;
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < SCHEDULED_PER_CALL; i++) {
            JobSpec job = JobSpec.builder("shop.jobs.work")
                    .args(number)
                    .id(Integer.toString(number))
                    .build();
            requests.add(JobRequest.at(Instant.now().plusMillis(random.nextInt(500, 3_000)), job));
            number++;
        }
        scheduler.scheduleAll(requests);
        promised = number;
        long ahead = (long) (number / rate * 1e9) - (System.nanoTime() - startNanos);
        if (ahead > 0) {
            Thread.sleep(Duration.ofNanos(ahead).toMillis());
        }
    }

    private void drain() throws InterruptedException {
        List<String> ids = redis.admin().texts("EVAL", DRAIN, "1", QUEUE, Integer.toString(DRAINED_PER_CALL));
        synchronized (drained) {
            for (String id : ids) {
                int number = Integer.parseInt(id);
                doubled += drained.get(number) ? 1 : 0;
                drained.set(number);
            }
        }
        if (ids.size() < DRAINED_PER_CALL) {
            Thread.sleep(20);
        }
    }

    /** How many of the promised jobs were moved. */
    int moved() {
        synchronized (drained) {
            return drained.cardinality();
        }
    }

    int promised() {
        return promised;
    }

    int doubled() {
        return doubled;
    }

    /** The failure that ended a thread; empty if there was none. */
    String failure() {
        return producer.failure() + worker.failure();
    }

    /** Stops scheduling and waits for the remaining jobs, for half a minute at most. */
    void stop() throws InterruptedException {
        producer.stop();
        long start = System.nanoTime();
        while (moved() < promised && System.nanoTime() - start < DRAIN_LIMIT.toNanos()) {
            Thread.sleep(20);
        }
        worker.stop();
    }

    @Override
    public void close() {
        producer.close();
        worker.close();
        scheduler.close();
    }
}
