/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.load;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Misfire;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.faults.arena.ArenaRedis;
import dev.rqscheduler.faults.ledger.Answer;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.faults.ledger.SchedulePromise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Named schedules that are all due every second, put through the product's client, and people who steer some of them: pause,
 * resume, ask for a run. A worker of sorts ends runs, so that those that must not overlap go on.
 */
public final class NamedLoad implements AutoCloseable {

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final List<String> QUEUES = List.of("default", "high", "low");

    /** More than any round has seconds. */
    private static final int MAKE_UP_FOR = 1_000;

    /** Of each other kind there is one for so many of those of which each due time gets its run. */
    private static final int OTHERS = 10;

    private static final long PAUSE_MILLIS = 60;

    private final ArenaRedis redis;
    private final Ledger ledger;
    private final int number;
    private final SchedulerClient scheduler;
    private final Schedules schedules;
    private final SplittableRandom random;
    private final List<SchedulePromise> exclusive = new ArrayList<>();
    private final List<SchedulePromise> steered = new ArrayList<>();
    private final Thread thread = new Thread(this::steer, "steering");
    private volatile boolean ending;

    /**
     * @param number of those of which each due time gets its run; there are some of other kinds besides. Zero for none
     */
    public NamedLoad(ArenaRedis redis, Ledger ledger, int number, long seed) {
        this.redis = redis;
        this.ledger = ledger;
        this.number = number;
        this.scheduler =
                SchedulerClient.builder().redis(redis.url()).maxConnections(2).build();
        this.schedules = scheduler.schedules("campaign");
        this.random = new SplittableRandom(seed);
        thread.setDaemon(true);
    }

    /** Puts all of them, and begins to steer. */
    public void start() {
        if (number == 0) {
            return;
        }
        Misfire all = new Misfire.All(MAKE_UP_FOR);
        for (int i = 0; i < number; i++) {
            put("each-" + i, true, builder("each-" + i).misfire(all).overlap(Overlap.ALLOW));
        }
        for (int i = 0; i < Math.max(1, number / OTHERS); i++) {
            put("once-" + i, false, builder("once-" + i).overlap(Overlap.ALLOW));
            exclusive.add(put("exclusive-" + i, false, builder("exclusive-" + i).overlap(Overlap.SKIP)));
            steered.add(put(
                    "steered-" + i, false, builder("steered-" + i).misfire(all).overlap(Overlap.ALLOW)));
        }
        thread.start();
    }

    private Schedule.Builder builder(String name) {
        return Schedule.builder(
                        name,
                        JobSpec.builder("shop.jobs.work")
                                .args(name)
                                .queue(QUEUES.get(random.nextInt(QUEUES.size())))
                                .atFront(random.nextInt(20) == 0)
                                .build())
                .every(STEP);
    }

    private SchedulePromise put(String name, boolean eachRuns, Schedule.Builder schedule) {
        SchedulePromise promise = ledger.schedule(name, STEP, eachRuns);
        try {
            schedules.put(schedule.build());
            promise.put(Answer.DONE);
        } catch (RedisException e) {
            promise.put(Client.answer(e));
        }
        return promise;
    }

    private void steer() {
        try {
            while (!ending) {
                SchedulePromise one = steered.get(random.nextInt(steered.size()));
                switch (random.nextInt(4)) {
                    case 0 -> attempt(() -> schedules.pause(one.name(), "the campaign"));
                    case 1 -> attempt(() -> schedules.resume(one.name()));
                    case 2 -> runNow(one);
                    default -> endRun(exclusive.get(random.nextInt(exclusive.size())));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runNow(SchedulePromise promise) {
        try {
            promise.asked(schedules.runNow(promise.name()));
        } catch (RedisException e) {
            if (Client.answer(e) == Answer.UNKNOWN) {
                promise.askedWithoutAnswer();
            }
        } catch (ConflictException e) {
            // Everybody was quicker: nothing was queued.
        }
    }

    /** As a worker does at the end of a job; nobody takes it out of its queue, as pushes are counted there. */
    private void endRun(SchedulePromise promise) {
        attempt(() -> redis.admin()
                .text("HGET", "rq:scheduling:schedule:" + promise.name(), "last_job")
                .filter(job -> !job.isEmpty())
                .ifPresent(job -> redis.admin().call("HSET", "rq:job:" + job, "status", "finished")));
    }

    /** What comes of it is seen in the append-only file. */
    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (RedisException | JedisException | ConflictException e) {
            // A fault was in the way, or somebody was quicker each time.
        }
    }

    /** Nobody steers any more; the schedules go on. */
    public void end() throws InterruptedException {
        ending = true;
        thread.join();
    }

    @Override
    public void close() {
        thread.interrupt();
        scheduler.close();
    }
}
