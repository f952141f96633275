/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.JobSpec;
import java.time.Duration;

/** Runs the scheduler in this process: started, moves a job, closed. */
public final class EmbedScheduler {

    private EmbedScheduler() {}

    public static void main(String[] args) throws InterruptedException {
        String url = args[0];
        // region
        try (SchedulerProcess process = SchedulerProcess.builder().redis(url).build();
                SchedulerClient client = SchedulerClient.connect(url)) {
            process.start(); // registered: it leads, or stands by
            client.enqueueIn(Duration.ofMillis(100), JobSpec.of("shop.jobs.remind", "order-17"));
            while (client.count() > 0) {
                Thread.sleep(10);
            }
        } // finishes the batch in progress, releases the lock, and deregisters
        // endregion
    }
}
