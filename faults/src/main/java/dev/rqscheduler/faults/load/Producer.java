/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.load;

import dev.rqscheduler.faults.ledger.Answer;
import dev.rqscheduler.faults.ledger.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Schedules one thing after the other until it is told to end, at a steady rate on average. One thread runs it. */
final class Producer implements Runnable {

    private static final int MAX_AT_ONCE = 40;
    private static final int REMEMBERED = 200;
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(50);

    private final Client client;
    private final JobMaker maker;
    private final double jobsPerSecond;
    private final RandomGenerator random;
    private final Deque<Promise> recent = new ArrayDeque<>();
    private volatile boolean ending;

    Producer(Client client, JobMaker maker, double jobsPerSecond, RandomGenerator random) {
        this.client = client;
        this.maker = maker;
        this.jobsPerSecond = jobsPerSecond;
        this.random = random;
    }

    void end() {
        ending = true;
    }

    @Override
    public void run() {
        try {
            while (!ending) {
                int dice = random.nextInt(100);
                int jobs = 0;
                if (dice < 10) {
                    changeOne();
                } else if (dice < 14) {
                    jobs = schedulePeriodic();
                } else {
                    jobs = scheduleOnce();
                }
                Thread.sleep((long) (1_000 * Math.max(1, jobs) / jobsPerSecond));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int scheduleOnce() throws InterruptedException {
        List<JobMaker.Order> orders = new ArrayList<>();
        int count = 1 + random.nextInt(MAX_AT_ONCE);
        for (int i = 0; i < count; i++) {
            Duration delay = Duration.ofNanos(random.nextLong(200_000_000L, 8_000_000_000L));
            orders.add(
                    random.nextInt(4) == 0
                            ? maker.in(delay, random)
                            : maker.at(Instant.now().plus(delay), random));
        }
        if (ask(orders)) {
            orders.forEach(order -> recent.addLast(order.promise()));
            while (recent.size() > REMEMBERED) {
                recent.removeFirst();
            }
        }
        return count;
    }

    private int schedulePeriodic() throws InterruptedException {
        int runs = 2 + random.nextInt(7);
        int seconds = 1 + random.nextInt(2);
        ask(List.of(
                random.nextBoolean()
                        ? maker.every(
                                Instant.now().plusMillis(random.nextInt(200, 3_000)),
                                Duration.ofSeconds(seconds),
                                OptionalInt.of(runs),
                                random)
                        : maker.cron(seconds, OptionalInt.of(runs), random)));
        return runs;
    }

    /** Each job is changed once at most: taken from those that are remembered. */
    private void changeOne() {
        if (recent.isEmpty()) {
            return;
        }
        Promise promise = random.nextBoolean() ? recent.removeFirst() : recent.removeLast();
        if (random.nextBoolean()) {
            client.cancel(promise);
        } else {
            client.reschedule(promise, Instant.now().plusMillis(random.nextInt(100, 6_000)));
        }
    }

    private boolean ask(List<JobMaker.Order> orders) throws InterruptedException {
        boolean done = client.schedule(orders) == Answer.DONE;
        if (!done) {
            Thread.sleep(AFTER_A_FAILURE.toMillis());
        }
        return done;
    }
}
