/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobQuery;
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
                    .getJobs(JobQuery.all().until(inAnHour))
                    .forEach(job -> System.out.println(job.due() + " " + job.description()));

            scheduler
                    .search(JobSearch.all().function("shop.jobs.remind").size(20))
                    .jobs()
                    .forEach(found -> System.out.println(
                            found.job().id() + " in " + found.job().queue()));

            scheduler.getJob("daily-report").ifPresent(job -> System.out.println(job.call()));
        }
        // endregion
    }
}
