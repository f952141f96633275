/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;

/** A connection to one server, logged in and with its database selected. */
final class ServerConnection extends Connection {

    private final RedisEndpoint place;
    private final OneSocket socket;

    private ServerConnection(RedisEndpoint server, OneSocket socket, JedisClientConfig client) {
        super(socket, client);
        this.place = server;
        this.socket = socket;
    }

    /**
     * @param server a host and a port or a unix socket
     * @throws redis.clients.jedis.exceptions.JedisException if it cannot be had
     */
    static ServerConnection open(RedisEndpoint server, RedisLogin login, RedisConfig config, int db) {
        int millis = Math.toIntExact(config.timeout().toMillis());
        JedisClientConfig client = DefaultJedisClientConfig.builder()
                // Reply types differ in RESP3, which Jedis 8 would choose by itself.
                .protocol(RedisProtocol.RESP2)
                // CLIENT SETINFO is unknown to Redis before 7.2 and forbidden by some managed ones.
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .database(db)
                .user(login.user())
                // Without a password Jedis would not log in at all, and leave us to be the default user.
                .password(login.user() != null && login.password() == null ? "" : login.password())
                .build();
        return new ServerConnection(server, new OneSocket(server, config.tls(), millis), client);
    }

    RedisEndpoint place() {
        return place;
    }

    /**
     * Whether a command sent now may get a reply. It costs one system call: no round trip, and nothing that a server would
     * count as a command.
     */
    boolean isUsable() {
        return !isBroken() && isConnected() && !socket.isOver();
    }
}
