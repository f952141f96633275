/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.load;

import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.faults.ledger.Fate;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.faults.ledger.Promise;
import dev.rqscheduler.faults.ledger.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Makes jobs of all kinds, each with its promise. Thread-safe if each thread brings its own source of randomness. */
final class JobMaker {

    private static final List<String> QUEUES = List.of("default", "high", "low");

    /** One of so many jobs has a meta of its own, and so goes the long way, through a decision in Java. */
    private static final int WITH_META = 4;

    private final Ledger ledger;
    private final AtomicInteger number = new AtomicInteger();

    JobMaker(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A request that is yet to be made.
     *
     * @param due the first due time; empty where Redis sets it
     */
    record Order(Promise promise, JobRequest request, Optional<Instant> due) {}

    Order at(Instant time, RandomGenerator random) {
        Instant due = time.truncatedTo(ChronoUnit.MICROS);
        Promise promise = ledger.promise(id("at"), Rhythm.ONCE, Fate.QUEUED);
        return new Order(promise, JobRequest.at(due, spec(promise, random)), Optional.of(due));
    }

    Order in(Duration delay, RandomGenerator random) {
        Promise promise = ledger.promise(id("in"), Rhythm.ONCE, Fate.QUEUED);
        return new Order(promise, JobRequest.in(delay, spec(promise, random)), Optional.empty());
    }

    Order every(Instant first, Duration interval, OptionalInt runs, RandomGenerator random) {
        Instant due = first.truncatedTo(ChronoUnit.MICROS);
        Promise promise = ledger.promise(id("every"), Rhythm.every(interval, runs), Fate.QUEUED);
        JobSpec spec = spec(promise, random);
        JobRequest request = runs.isPresent()
                ? JobRequest.every(due, interval, runs.getAsInt(), spec)
                : JobRequest.every(due, interval, spec);
        return new Order(promise, request, Optional.of(due));
    }

    /** By a cron expression that matches every so many seconds, 1 to 30. */
    Order cron(int seconds, OptionalInt runs, RandomGenerator random) {
        Promise promise = ledger.promise(id("cron"), Rhythm.cron(Duration.ofSeconds(seconds), runs), Fate.QUEUED);
        String expression = (seconds == 1 ? "*" : "*/" + seconds) + " * * * * * *";
        JobSpec spec = spec(promise, random);
        JobRequest request = runs.isPresent()
                ? JobRequest.cron(expression, runs.getAsInt(), spec)
                : JobRequest.cron(expression, spec);
        return new Order(promise, request, Optional.empty());
    }

    String id(String kind) {
        return kind + "-" + number.incrementAndGet();
    }

    private static JobSpec spec(Promise promise, RandomGenerator random) {
        JobSpec.Builder spec = JobSpec.builder("shop.jobs.work")
                .args(promise.id())
                .id(promise.id())
                .queue(QUEUES.get(random.nextInt(QUEUES.size())))
                .atFront(random.nextInt(20) == 0);
        if (random.nextInt(WITH_META) == 0) {
            spec.meta(Map.of("customer", random.nextInt(1_000)));
        }
        return spec.build();
    }
}
