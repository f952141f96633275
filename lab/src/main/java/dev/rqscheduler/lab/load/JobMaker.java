/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.ledger.ExpectedOutcome;
import dev.rqscheduler.lab.ledger.ExpectedRuns;
import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.ledger.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Creates jobs of all kinds, each with its promise. Thread-safe if each thread uses its own source of randomness. */
final class JobMaker {

    /** One job in this many has its own meta, and so takes the slow path through a decision in Java. */
    private static final int ONE_WITH_META_IN = 4;

    private final Ledger ledger;
    private final AtomicInteger number = new AtomicInteger();

    JobMaker(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A request to be sent.
     *
     * @param due the first due time; empty if Redis sets it
     */
    record Order(Promise promise, JobRequest request, Optional<Instant> due) {}

    Order at(Instant time, RandomGenerator random) {
        Instant due = time.truncatedTo(ChronoUnit.MICROS);
        Promise promise = ledger.promise(id("at"), ExpectedRuns.ONCE, ExpectedOutcome.QUEUED);
        return new Order(promise, JobRequest.at(due, spec(promise, random)), Optional.of(due));
    }

    Order in(Duration delay, RandomGenerator random) {
        Promise promise = ledger.promise(id("in"), ExpectedRuns.ONCE, ExpectedOutcome.QUEUED);
        return new Order(promise, JobRequest.in(delay, spec(promise, random)), Optional.empty());
    }

    Order every(Instant first, Duration interval, OptionalInt runs, RandomGenerator random) {
        Instant due = first.truncatedTo(ChronoUnit.MICROS);
        Promise promise = ledger.promise(id("every"), ExpectedRuns.every(interval, runs), ExpectedOutcome.QUEUED);
        JobSpec spec = spec(promise, random);
        JobRequest request = runs.isPresent()
                ? JobRequest.every(due, interval, runs.getAsInt(), spec)
                : JobRequest.every(due, interval, spec);
        return new Order(promise, request, Optional.of(due));
    }

    /** A job with a cron expression that matches every {@code seconds} seconds, 1 to 30. */
    Order cron(int seconds, OptionalInt runs, RandomGenerator random) {
        Promise promise = ledger.promise(
                id("cron"), ExpectedRuns.cron(Duration.ofSeconds(seconds), runs), ExpectedOutcome.QUEUED);
        String expression = (seconds == 1 ? "*" : "*/" + seconds) + " * * * * * *";
        JobSpec spec = spec(promise, random);
        JobRequest request = runs.isPresent()
                ? JobRequest.cron(expression, runs.getAsInt(), spec)
                : JobRequest.cron(expression, spec);
        return new Order(promise, request, Optional.empty());
    }

    static String queue(RandomGenerator random) {
        return Arena.QUEUES.get(random.nextInt(Arena.QUEUES.size()));
    }

    String id(String kind) {
        return kind + "-" + number.incrementAndGet();
    }

    private static JobSpec spec(Promise promise, RandomGenerator random) {
        JobSpec.Builder spec = JobSpec.builder("shop.jobs.work")
                .args(promise.id())
                .id(promise.id())
                .queue(queue(random))
                .atFront(random.nextInt(20) == 0);
        if (random.nextInt(ONE_WITH_META_IN) == 0) {
            spec.meta(Map.of("customer", random.nextInt(1_000)));
        }
        return spec.build();
    }
}
