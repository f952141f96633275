/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.soak;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.faults.arena.Admin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * So many jobs a second in, and as a worker would, out again: each id is counted, so that a lost or doubled one is seen,
 * and deleted with its hash, so that Redis stays small. One thread each.
 */
final class Stream implements AutoCloseable {

    private static final String QUEUE = "rq:queue:default";
    private static final int A_CALL = 100;
    private static final int DRAINED_A_CALL = 500;

    /** Pops ids, deletes their hashes, and returns the ids: a worker's part, in one call. */
    private static final String DRAIN = """
            local ids = redis.call('LPOP', KEYS[1], ARGV[1])
            if not ids then return {} end
            for _, id in ipairs(ids) do redis.call('UNLINK', 'rq:job:' .. id) end
            return ids
            """;

    private final SchedulerClient scheduler;
    private final Admin admin;
    private final double rate;
    private final Random random;
    private final BitSet drained = new BitSet();
    private final List<Thread> threads;
    private volatile boolean ending;
    private volatile int promised;
    private volatile int doubled;
    private volatile String failure = "";

    Stream(String url, Admin admin, double rate, long seed) {
        this.scheduler = SchedulerClient.connect(url);
        this.admin = admin;
        this.rate = rate;
        this.random = new Random(seed);
        this.threads = List.of(thread("soak producer", this::produce), thread("soak worker", this::drain));
    }

    private Thread thread(String name, Part part) {
        Thread thread = new Thread(
                () -> {
                    try {
                        part.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        failure = name + ": " + e;
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void produce() throws InterruptedException {
        long start = System.nanoTime();
        int number = 0;
        while (!ending) {
            List<JobRequest> requests = new ArrayList<>();
            for (int i = 0; i < A_CALL; i++) {
                JobSpec job = JobSpec.builder("shop.jobs.work")
                        .args(number)
                        .id(Integer.toString(number))
                        .build();
                requests.add(JobRequest.at(Instant.now().plusMillis(random.nextInt(500, 3_000)), job));
                number++;
            }
            scheduler.scheduleAll(requests);
            promised = number;
            long ahead = (long) (number / rate * 1e9) - (System.nanoTime() - start);
            if (ahead > 0) {
                Thread.sleep(Duration.ofNanos(ahead).toMillis());
            }
        }
    }

    private void drain() throws InterruptedException {
        while (!ending || !allDrained()) {
            List<String> ids = admin.texts("EVAL", DRAIN, "1", QUEUE, Integer.toString(DRAINED_A_CALL));
            synchronized (drained) {
                for (String id : ids) {
                    int number = Integer.parseInt(id);
                    doubled += drained.get(number) ? 1 : 0;
                    drained.set(number);
                }
            }
            if (ids.size() < DRAINED_A_CALL) {
                Thread.sleep(20);
            }
        }
    }

    private boolean allDrained() {
        return moved() >= promised;
    }

    /** How many of those that were promised came out. */
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

    /** Why it ended before its time; empty if it did not. */
    String failure() {
        return failure;
    }

    /** Ends it, and waits for what is on its way. */
    void end(Duration patience) throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join(patience.toMillis());
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        scheduler.close();
    }

    private interface Part {
        void run() throws InterruptedException;
    }
}
