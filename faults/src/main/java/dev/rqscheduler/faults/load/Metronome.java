/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.load;

import dev.rqscheduler.faults.arena.ArenaRedis;
import dev.rqscheduler.faults.ledger.Answer;
import dev.rqscheduler.faults.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Keeps a job falling due every 10 ms, for some seconds ahead: by the next one that is moved it can be told to about that
 * when moving goes on.
 */
public final class Metronome implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(10);
    private static final int BEATS_A_CALL = 50;
    private static final Duration AHEAD = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 50;

    private final Client client;
    private final JobMaker maker;
    private final SplittableRandom random;
    private final Thread thread = new Thread(this::run, "metronome");
    private volatile boolean ending;

    public Metronome(ArenaRedis redis, Ledger ledger, long seed) {
        this.client = new Client(redis.url());
        this.maker = new JobMaker(ledger);
        this.random = new SplittableRandom(seed);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        Instant next = Instant.now().plusMillis(200);
        try {
            while (!ending) {
                if (Duration.between(Instant.now(), next).compareTo(AHEAD) > 0) {
                    Thread.sleep(100);
                    continue;
                }
                List<JobMaker.Order> orders = new ArrayList<>();
                for (int i = 0; i < BEATS_A_CALL; i++) {
                    orders.add(maker.at(next.plus(BEAT.multipliedBy(i)), random));
                }
                if (client.schedule(orders) == Answer.DONE) {
                    next = next.plus(BEAT.multipliedBy(BEATS_A_CALL));
                } else {
                    // Other jobs for the same beats, until they are there: a gap in what is due looks just like a
                    // scheduler that does not move, and was taken for one (7 of 120 restarts, up to 6 s).
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No more jobs are asked for; those that are scheduled fall due as they are. */
    public void end() throws InterruptedException {
        ending = true;
        thread.join();
    }

    @Override
    public void close() {
        thread.interrupt();
        client.close();
    }
}
