/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Misfire;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.ledger.SchedulePromise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Named schedules that are all due every second, created through the scheduler's client. A thread pauses and resumes some of
 * them, requests runs, and finishes runs like a worker, so that schedules that must not overlap go on.
 */
public final class ScheduleLoad implements AutoCloseable {

    private static final Duration STEP = Duration.ofSeconds(1);

    /** More than the seconds of any round. */
    private static final int MAKE_UP_FOR = 1_000;

    /** There is one schedule of each other kind for this many whose due times must all get their run. */
    private static final int OTHERS = 10;

    private static final long PAUSE_MILLIS = 60;

    private final LabRedis redis;
    private final Ledger ledger;
    private final int number;
    private final SchedulerClient scheduler;
    private final Schedules schedules;
    private final SplittableRandom random;
    private final List<SchedulePromise> exclusive = new ArrayList<>();
    private final List<SchedulePromise> controlled = new ArrayList<>();
    private final StepThread thread = new StepThread("schedule control", this::control);

    /**
     * @param number of schedules whose due times must all get their run, in addition to some of other kinds; 0 for no schedules at all
     */
    public ScheduleLoad(LabRedis redis, Ledger ledger, int number, long seed) {
        this.redis = redis;
        this.ledger = ledger;
        this.number = number;
        this.scheduler =
                SchedulerClient.builder().redis(redis.url()).maxConnections(2).build();
        this.schedules = scheduler.schedules("campaign");
        this.random = new SplittableRandom(seed);
    }

    /** Creates all schedules and starts the thread. */
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
            controlled.add(put(
                    "steered-" + i, false, builder("steered-" + i).misfire(all).overlap(Overlap.ALLOW)));
        }
        thread.start();
    }

    private Schedule.Builder builder(String name) {
        return Schedule.builder(
                        name,
                        JobSpec.builder("shop.jobs.work")
                                .args(name)
                                .queue(JobMaker.queue(random))
                                .atFront(random.nextInt(20) == 0)
                                .build())
                .every(STEP);
    }

    private SchedulePromise put(String name, boolean eachRuns, Schedule.Builder schedule) {
        SchedulePromise promise = ledger.schedule(name, STEP, eachRuns);
        try {
            schedules.put(schedule.build());
            promise.created(Acknowledgement.DONE);
        } catch (RedisException e) {
            promise.created(LoadClient.answer(e));
        }
        return promise;
    }

    private void control() throws InterruptedException {
        SchedulePromise one = controlled.get(random.nextInt(controlled.size()));
        switch (random.nextInt(4)) {
            case 0 -> attempt(() -> schedules.pause(one.name(), "the campaign"));
            case 1 -> attempt(() -> schedules.resume(one.name()));
            case 2 -> runNow(one);
            default -> finishRun(exclusive.get(random.nextInt(exclusive.size())));
        }
        Thread.sleep(PAUSE_MILLIS);
    }

    private void runNow(SchedulePromise promise) {
        try {
            promise.requested(schedules.runNow(promise.name()));
        } catch (RedisException e) {
            if (LoadClient.answer(e) == Acknowledgement.UNKNOWN) {
                promise.requestedWithoutReply();
            }
        } catch (ConflictException e) {
            // Other clients were faster each time: nothing was queued.
        }
    }

    /** Marks a run finished as a worker would, but leaves it in its queue, where pushes are counted. */
    private void finishRun(SchedulePromise promise) {
        attempt(() -> redis.admin()
                .text("HGET", "rq:scheduling:schedule:" + promise.name(), "last_job")
                .filter(job -> !job.isEmpty())
                .ifPresent(job -> redis.admin().call("HSET", "rq:job:" + job, "status", "finished")));
    }

    /** The result shows in the append-only file. */
    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (RedisException | JedisException | ConflictException e) {
            // A fault was in the way, or other clients were faster each time.
        }
    }

    /** Stops the thread; the schedules go on. */
    public void stop() throws InterruptedException {
        thread.stop();
    }

    @Override
    public void close() {
        thread.close();
        scheduler.close();
    }
}
