/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisException;

/** The way to the Redis that is to be used. Thread-safe. */
interface Route {

    /**
     * A new connection, which the caller closes.
     *
     * @param name what CLIENT LIST shows, empty for none
     * @throws RedisException if there is none to be had
     */
    ServerConnection open(String name);

    /** Whether a connection from earlier still leads to where a new one would. */
    boolean leadsTo(ServerConnection connection);

    static Route of(RedisConfig config) {
        return config.endpoint() instanceof RedisEndpoint.Sentinel sentinel
                ? new SentinelRoute(config, sentinel)
                : new DirectRoute(config);
    }
}
