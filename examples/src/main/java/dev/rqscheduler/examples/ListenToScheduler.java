/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.SchedulerListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Receives what a scheduler does; this one prints moves and waits for the first. */
public final class ListenToScheduler implements SchedulerListener {

    private final CountDownLatch moved = new CountDownLatch(1);

    private ListenToScheduler() {}

    @Override
    public void onOutcome(Outcome outcome) {
        if (outcome instanceof Outcome.Moved move) {
            System.out.println(move.id() + " moved to " + move.queue() + ", late by " + move.lateness());
            moved.countDown();
        }
    }

    @Override
    public void onRedisAway(String reason) {
        System.out.println("Redis is unavailable: " + reason);
    }

    public static void main(String[] args) throws InterruptedException {
        ListenToScheduler listener = new ListenToScheduler();
        try (SchedulerClient client = SchedulerClient.connect(args[0]);
                SchedulerProcess process = SchedulerProcess.builder()
                        .redis(args[0])
                        .name("web1")
                        .listener(listener)
                        .build()) {
            process.start();
            client.enqueueIn(
                    Duration.ofMillis(100),
                    JobSpec.builder("shop.jobs.remind").id("order-17").build());
            listener.moved.await();
        }
    }
}
