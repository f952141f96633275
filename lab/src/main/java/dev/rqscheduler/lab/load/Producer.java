/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Schedules, cancels and reschedules jobs one call after the other, at a steady average rate. For one thread. */
final class Producer {

    private static final int MAX_PER_CALL = 40;
    private static final int REMEMBERED = 200;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(50);

    private final LoadClient client;
    private final JobMaker maker;
    private final double jobsPerSecond;
    private final RandomGenerator random;
    private final Deque<Promise> recent = new ArrayDeque<>();

    Producer(LoadClient client, JobMaker maker, double jobsPerSecond, RandomGenerator random) {
        this.client = client;
        this.maker = maker;
        this.jobsPerSecond = jobsPerSecond;
        this.random = random;
    }

    void step() throws InterruptedException {
        int percent = random.nextInt(100);
        int jobs = 0;
        if (percent < 10) {
            changeOne();
        } else if (percent < 14) {
            jobs = schedulePeriodic();
        } else {
            jobs = scheduleOnce();
        }
        Thread.sleep((long) (1_000 * Math.max(1, jobs) / jobsPerSecond));
    }

    private int scheduleOnce() throws InterruptedException {
        List<JobMaker.Order> orders = new ArrayList<>();
        int count = 1 + random.nextInt(MAX_PER_CALL);
        for (int i = 0; i < count; i++) {
            Duration delay = Duration.ofNanos(random.nextLong(200_000_000L, 8_000_000_000L));
            orders.add(
                    random.nextInt(4) == 0
                            ? maker.in(delay, random)
                            : maker.at(Instant.now().plus(delay), random));
        }
        if (schedule(orders)) {
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
        schedule(List.of(
                random.nextBoolean()
                        ? maker.every(
                                Instant.now().plusMillis(random.nextInt(200, 3_000)),
                                Duration.ofSeconds(seconds),
                                OptionalInt.of(runs),
                                random)
                        : maker.cron(seconds, OptionalInt.of(runs), random)));
        return runs;
    }

    /** Changes one of the recent jobs; each job is changed once at most. */
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

    private boolean schedule(List<JobMaker.Order> orders) throws InterruptedException {
        boolean done = client.schedule(orders) == Acknowledgement.DONE;
        if (!done) {
            Thread.sleep(AFTER_FAILURE.toMillis());
        }
        return done;
    }
}
