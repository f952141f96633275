/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Keeps one job due every 10 ms, a few seconds ahead, so that the next job moved after an interruption shows when moving resumed.
 */
public final class TickLoad implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(10);
    private static final int TICKS_PER_CALL = 50;
    private static final Duration AHEAD = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 50;

    private final LoadClient client;
    private final JobMaker maker;
    private final SplittableRandom random;
    private final StepThread thread = new StepThread("ticks", this::schedule);
    private Instant next = Instant.EPOCH;

    public TickLoad(LabRedis redis, Ledger ledger, long seed) {
        this.client = new LoadClient(redis.url());
        this.maker = new JobMaker(ledger);
        this.random = new SplittableRandom(seed);
    }

    public void start() {
        next = Instant.now().plusMillis(200);
        thread.start();
    }

    private void schedule() throws InterruptedException {
        if (Duration.between(Instant.now(), next).compareTo(AHEAD) > 0) {
            Thread.sleep(100);
            return;
        }
        List<JobMaker.Order> orders = new ArrayList<>();
        for (int i = 0; i < TICKS_PER_CALL; i++) {
            orders.add(maker.at(next.plus(TICK.multipliedBy(i)), random));
        }
        if (client.schedule(orders) == Acknowledgement.DONE) {
            next = next.plus(TICK.multipliedBy(TICKS_PER_CALL));
        } else {
            // Other jobs for the same ticks, until Redis confirms: a gap in due times looks just like a scheduler that
            // does not move, and was mistaken for one (7 of 120 restarts, up to 6 s).
            Thread.sleep(RETRY_MILLIS);
        }
    }

    /** Schedules no more jobs; those scheduled before still become due. */
    public void stop() throws InterruptedException {
        thread.stop();
    }

    @Override
    public void close() {
        thread.close();
        client.close();
    }
}
