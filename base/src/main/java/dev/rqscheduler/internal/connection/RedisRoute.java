/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import redis.clients.jedis.exceptions.JedisException;

/** Determines which Redis to connect to. Thread-safe. */
interface RedisRoute {

    /** Opens a connection, with that name in CLIENT LIST; empty for none. */
    ServerConnection open(String name);

    /** Returns whether an earlier connection still leads to where a new one would. */
    boolean leadsTo(ServerConnection connection);

    static RedisRoute of(RedisConfig config) {
        return config.endpoint() instanceof RedisEndpoint.Sentinel sentinel
                ? new SentinelRoute(config, sentinel)
                : new Direct(config);
    }

    record Direct(RedisConfig config) implements RedisRoute {

        @Override
        public ServerConnection open(String name) {
            try {
                return ServerConnection.open(config.endpoint(), config.login(), config, config.db(), name);
            } catch (JedisException e) {
                throw RedisErrors.opening("Redis", config.address(), config.tls() != null, e);
            }
        }

        @Override
        public boolean leadsTo(ServerConnection connection) {
            return true;
        }
    }
}
