/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import redis.clients.jedis.exceptions.JedisException;

/** Leads to one given server, by host and port or by its unix socket. */
record DirectRoute(RedisConfig config) implements RedisRoute {

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
