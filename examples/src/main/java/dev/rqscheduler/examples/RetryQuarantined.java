/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.Quarantine;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.QuarantinedJob;

/** Shows the jobs that could not be moved, and why, and retries them. */
public final class RetryQuarantined {

    private RetryQuarantined() {}

    public static void main(String[] args) {
        try (SchedulerClient scheduler = SchedulerClient.connect(args[0])) {
            Quarantine quarantine = scheduler.quarantine();
            for (QuarantinedJob job : quarantine.list(0, 100)) {
                System.out.println(job.id() + ": " + job.reason() + ": " + quarantine.retry(job.id()));
            }
        }
    }
}
