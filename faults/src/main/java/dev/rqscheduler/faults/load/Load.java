/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.load;

import dev.rqscheduler.faults.arena.ArenaRedis;
import dev.rqscheduler.faults.ledger.Answer;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.faults.ledger.Promise;
import dev.rqscheduler.faults.ledger.Rhythm;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** All that asks for jobs in one arena. */
public final class Load implements AutoCloseable {

    private static final int PRODUCERS = 2;
    private static final int MAX_A_CALL = 100;
    private static final int ENDLESS = 4;

    private final ArenaRedis redis;
    private final Ledger ledger;
    private final JobMaker maker;
    private final Client client;
    private final SplittableRandom random;
    private final List<Producer> producers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param jobsPerSecond on average, all producers together
     */
    public Load(ArenaRedis redis, Ledger ledger, double jobsPerSecond, long seed) {
        this.redis = redis;
        this.ledger = ledger;
        this.maker = new JobMaker(ledger);
        this.client = new Client(redis.url());
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < PRODUCERS; i++) {
            Producer producer = new Producer(client, maker, jobsPerSecond / PRODUCERS, random.split());
            producers.add(producer);
            Thread thread = new Thread(producer, "producer " + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    /** Some periodic jobs without end first, then the producers. */
    public void start() {
        for (int i = 0; i < ENDLESS; i++) {
            JobMaker.Order order = i % 2 == 0
                    ? maker.every(
                            Instant.now().plusMillis(300L * i), Duration.ofSeconds(1), OptionalInt.empty(), random)
                    : maker.cron(1 + i / 2, OptionalInt.empty(), random);
            client.schedule(List.of(order));
        }
        threads.forEach(Thread::start);
    }

    /** Jobs that are all due at one instant: a pass of many calls, for a fault to hit in its midst. */
    public void pileUp(int jobs, Instant due) {
        for (int left = jobs; left > 0; left -= MAX_A_CALL) {
            List<JobMaker.Order> orders = new ArrayList<>();
            for (int i = 0; i < Math.min(left, MAX_A_CALL); i++) {
                orders.add(maker.at(due, random));
            }
            client.schedule(orders);
        }
    }

    /** A job of each kind that cannot be moved, among good ones that are due at the same instant. */
    public void poison(Instant time) {
        Instant due = time.truncatedTo(ChronoUnit.MICROS);
        pileUp(MAX_A_CALL / 2, due);
        ledger.ownKey("rq:queue:" + Poison.NO_LIST);
        tell(null, "SET", "rq:queue:" + Poison.NO_LIST, "x");
        for (Poison poison : Poison.values()) {
            Promise promise = ledger.promise(maker.id("poison"), Rhythm.ONCE, poison.fate());
            promise.scheduled(Answer.UNKNOWN, due);
            tell(promise, poison.writes(promise.id(), Scores.text(due)));
        }
        pileUp(MAX_A_CALL / 2, due);
    }

    private void tell(@org.jspecify.annotations.Nullable Promise promise, String... words) {
        Answer answer;
        try {
            redis.admin().call(words);
            answer = Answer.DONE;
        } catch (JedisConnectionException e) {
            answer = Answer.UNKNOWN;
        } catch (JedisDataException e) {
            answer = Answer.NOT_DONE;
        }
        if (promise != null) {
            promise.scheduled(answer, promise.firstDue().orElse(null));
        }
    }

    /** Ends the producers; what they have asked for goes on. */
    public void end() throws InterruptedException {
        producers.forEach(Producer::end);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.close();
    }
}
