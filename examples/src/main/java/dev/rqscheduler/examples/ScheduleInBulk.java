/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Schedules a thousand jobs in a few round trips. */
public final class ScheduleInBulk {

    private ScheduleInBulk() {}

    public static void main(String[] args) {
        try (SchedulerClient scheduler = SchedulerClient.connect(args[0])) {
            List<JobRequest.In> reminders = IntStream.range(0, 1_000)
                    .mapToObj(order -> new JobRequest.In(
                            Duration.ofMinutes(order), JobSpec.of("shop.jobs.remind", "order-" + order)))
                    .toList();
            System.out.println(scheduler.scheduleAll(reminders).size() + " jobs scheduled");
        }
    }
}
