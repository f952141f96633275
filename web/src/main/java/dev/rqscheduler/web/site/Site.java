/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.Diagnosis;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.web.live.LiveMoves;
import java.time.InstantSource;

/**
 * Everything that pages and the API read from and act on.
 *
 * @param scheduler the client, with connections of the web's own, so that no page ever makes a job late
 * @param jobs single jobs, read whole
 * @param schedules the named ones
 * @param diagnosis what is there, what is wrong, and why a job is where it is
 * @param moves what this process has moved of late
 * @param cronZone where cron expressions are read
 * @param hideArguments whether arguments of jobs, and descriptions that repeat them, must not be shown
 * @param clock this machine's clock, for what has no Redis to ask
 */
public record Site(
        SchedulerClient scheduler,
        JobLookup jobs,
        Schedules schedules,
        Diagnosis diagnosis,
        LiveMoves moves,
        Zone cronZone,
        boolean hideArguments,
        InstantSource clock) {

    /** Recorded as the author of changes to schedules; there are no individual users. */
    private static final String AUTHOR = "web";

    /** All of it over the connections of one client. */
    public static Site over(
            SchedulerClient scheduler, LiveMoves moves, Zone cronZone, boolean hideArguments, InstantSource clock) {
        return new Site(
                scheduler,
                new JobLookup(scheduler),
                scheduler.schedules(AUTHOR),
                scheduler.diagnosis(clock),
                moves,
                cronZone,
                hideArguments,
                clock);
    }
}
