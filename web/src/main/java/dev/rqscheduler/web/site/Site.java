/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.Scheduler;
import dev.rqscheduler.redis.connection.RedisConnection;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What pages and the API have to show and to steer.
 *
 * @param redis connections of the web's own, so that no page ever makes a job late
 * @param scheduler the client, over these connections
 * @param cronZone where cron expressions are read
 * @param hideArguments whether arguments of jobs, and descriptions that repeat them, must not be shown
 * @param clock this machine's clock, for what has no Redis to ask
 */
public record Site(
        RedisConnection redis, Scheduler scheduler, ZoneId cronZone, boolean hideArguments, InstantSource clock) {

    /** Who changed a schedule, for those who look at it later: requests are not told apart. */
    public static final String AUTHOR = "web";
}
