/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.ExpectedRuns;
import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.ledger.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Schedules, cancels and reschedules jobs in one arena. */
public final class JobLoad implements AutoCloseable {

    private static final int PRODUCERS = 2;
    private static final int MAX_PER_CALL = 100;
    private static final int ENDLESS = 4;

    private final LabRedis redis;
    private final Ledger ledger;
    private final JobMaker maker;
    private final LoadClient client;
    private final SplittableRandom random;
    private final List<StepThread> producers = new ArrayList<>();

    /**
     * @param jobsPerSecond on average, all producers together
     */
    public JobLoad(LabRedis redis, Ledger ledger, double jobsPerSecond, long seed) {
        this.redis = redis;
        this.ledger = ledger;
        this.maker = new JobMaker(ledger);
        this.client = new LoadClient(redis.url());
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < PRODUCERS; i++) {
            Producer producer = new Producer(client, maker, jobsPerSecond / PRODUCERS, random.split());
            producers.add(new StepThread("producer " + (i + 1), producer::step));
        }
    }

    /** Schedules some endless periodic jobs, then starts the producers. */
    public void start() {
        for (int i = 0; i < ENDLESS; i++) {
            JobMaker.Order order = i % 2 == 0
                    ? maker.every(
                            Instant.now().plusMillis(300L * i), Duration.ofSeconds(1), OptionalInt.empty(), random)
                    : maker.cron(1 + i / 2, OptionalInt.empty(), random);
            client.schedule(List.of(order));
        }
        producers.forEach(StepThread::start);
    }

    /** Schedules jobs that are all due at one instant: a pass of many calls, for a fault to hit in the middle. */
    public void burst(int jobs, Instant due) {
        for (int left = jobs; left > 0; left -= MAX_PER_CALL) {
            List<JobMaker.Order> orders = new ArrayList<>();
            for (int i = 0; i < Math.min(left, MAX_PER_CALL); i++) {
                orders.add(maker.at(due, random));
            }
            client.schedule(orders);
        }
    }

    /** Schedules a job of each kind that cannot be moved, among good jobs due at the same instant. */
    public void poison(Instant time) {
        Instant due = time.truncatedTo(ChronoUnit.MICROS);
        burst(MAX_PER_CALL / 2, due);
        ledger.ownKey("rq:queue:" + PoisonJob.NO_LIST);
        write(null, "SET", "rq:queue:" + PoisonJob.NO_LIST, "x");
        for (PoisonJob poison : PoisonJob.values()) {
            Promise promise = ledger.promise(maker.id("poison"), ExpectedRuns.ONCE, poison.outcome());
            promise.scheduled(Acknowledgement.UNKNOWN, due);
            write(promise, poison.command(promise.id(), Scores.text(due)));
        }
        burst(MAX_PER_CALL / 2, due);
    }

    private void write(@Nullable Promise promise, String... words) {
        Acknowledgement answer;
        try {
            redis.admin().call(words);
            answer = Acknowledgement.DONE;
        } catch (JedisConnectionException e) {
            answer = Acknowledgement.UNKNOWN;
        } catch (JedisDataException e) {
            answer = Acknowledgement.NOT_DONE;
        }
        if (promise != null) {
            promise.scheduled(answer, promise.firstDue().orElse(null));
        }
    }

    /** Stops the producers; jobs scheduled before still become due. */
    public void stop() throws InterruptedException {
        producers.forEach(StepThread::requestStop);
        for (StepThread producer : producers) {
            producer.stop();
        }
    }

    @Override
    public void close() {
        producers.forEach(StepThread::close);
        client.close();
    }
}
