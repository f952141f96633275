/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.diagnosis.Explainer;
import dev.rqscheduler.internal.diagnosis.OverviewReader;
import dev.rqscheduler.web.live.LiveMoves;
import java.time.InstantSource;

/**
 * What pages and the API have to show and to steer.
 *
 * @param redis connections of the web's own, so that no page ever makes a job late
 * @param scheduler the client, over these connections
 * @param jobs single jobs, read whole
 * @param schedules the named ones
 * @param overview what is there and what comes next
 * @param explainer why a job is where it is
 * @param moves what this process has moved of late
 * @param cronZone where cron expressions are read
 * @param hideArguments whether arguments of jobs, and descriptions that repeat them, must not be shown
 * @param clock this machine's clock, for what has no Redis to ask
 */
public record Site(
        RedisConnection redis,
        SchedulerClient scheduler,
        JobLookup jobs,
        Schedules schedules,
        OverviewReader overview,
        Explainer explainer,
        LiveMoves moves,
        Zone cronZone,
        boolean hideArguments,
        InstantSource clock) {

    /** Who changed a schedule, for those who look at it later: requests are not told apart. */
    private static final String AUTHOR = "web";

    /** All of it over the same connections. */
    public static Site over(
            RedisConnection redis, LiveMoves moves, Zone cronZone, boolean hideArguments, InstantSource clock) {
        SchedulerClient scheduler = SchedulerClient.over(redis, cronZone);
        return new Site(
                redis,
                scheduler,
                new JobLookup(scheduler),
                scheduler.schedules(AUTHOR),
                new OverviewReader(redis),
                new Explainer(redis, cronZone, hideArguments),
                moves,
                cronZone,
                hideArguments,
                clock);
    }
}
