/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSearch;
import java.time.Duration;
import java.time.Instant;

/** Lists the jobs of the next hour, searches by function, and reads one job. */
public final class ReadJobs {

    private ReadJobs() {}

    public static void main(String[] args) {
        String url = args[0];
        // region
        try (SchedulerClient scheduler = SchedulerClient.connect(url)) {
            Instant inAnHour = Instant.now().plus(Duration.ofHours(1));
            scheduler
                    .jobs(inAnHour)
                    .forEach(job -> System.out.println(
                            job.due() + " " + job.description().orElse("")));

            scheduler
                    .search(JobSearch.builder()
                            .function("shop.jobs.remind")
                            .size(20)
                            .build())
                    .jobs()
                    .forEach(found -> System.out.println(
                            found.job().id() + " in " + found.job().queue().orElse("no queue")));

            scheduler.job("daily-report").ifPresent(job -> System.out.println(job.call()));
        }
        // endregion
    }
}
