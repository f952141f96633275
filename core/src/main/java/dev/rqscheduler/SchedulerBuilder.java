/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.ScriptClock;
import java.time.ZoneId;

/** Makes a {@link SchedulerClient}. Not thread-safe. */
public final class SchedulerBuilder {

    private static final int DEFAULT_CONNECTIONS = 8;

    private RedisConfig redis = RedisConfig.DEFAULT;
    private Zone cronZone = Zone.local();
    private Serializer serializer = Serializer.PICKLE;
    private int maxConnections = DEFAULT_CONNECTIONS;

    SchedulerBuilder() {}

    /**
     * A URL such as {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS; default {@code
     * redis://localhost:6379/0}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public SchedulerBuilder redis(String url) {
        return redis(RedisConfig.parse(url));
    }

    public SchedulerBuilder redis(RedisConfig config) {
        redis = config;
        return this;
    }

    /**
     * The zone in which the first run of a cron job is computed; should be the scheduler process's {@code --cron-zone}, which
     * computes all others. Default: this JVM's zone.
     */
    public SchedulerBuilder cronZone(Zone zone) {
        cronZone = zone;
        return this;
    }

    /** As {@link #cronZone(Zone)}, by the name of the zone: its rules are ours, not the JDK's. */
    public SchedulerBuilder cronZone(ZoneId zone) {
        return cronZone(Zone.of(zone));
    }

    /** How arguments and meta are written; must be what the workers read. Default {@link Serializer#PICKLE}. */
    public SchedulerBuilder serializer(Serializer value) {
        serializer = value;
        return this;
    }

    /** Most connections at a time, 1 or more; further threads wait for one. Default 8. */
    public SchedulerBuilder maxConnections(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + value);
        }
        maxConnections = value;
        return this;
    }

    /** Does not connect yet: the first call does. */
    public SchedulerClient build() {
        return new SchedulerClient(new RedisConnection(redis, maxConnections), ScriptClock.REDIS, cronZone, serializer);
    }
}
