/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisException;
import redis.clients.jedis.exceptions.JedisException;

/** Determines which Redis to connect to. Thread-safe. */
interface RedisRoute {

    /**
     * Opens a connection, which the caller closes.
     *
     * @param name name in CLIENT LIST, empty for none
     * @throws RedisException if it cannot be opened
     */
    ServerConnection open(String name);

    /** Returns whether an earlier connection still leads to where a new one would. */
    boolean leadsTo(ServerConnection connection);

    static RedisRoute of(RedisConfig config) {
        return config.endpoint() instanceof RedisEndpoint.Sentinel sentinel
                ? new SentinelRoute(config, sentinel)
                : new Direct(config);
    }

    /** Leads to one given server, by host and port or by its unix socket. */
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
