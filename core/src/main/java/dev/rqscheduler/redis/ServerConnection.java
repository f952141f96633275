/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** A connection to one server, logged in and with its database selected. */
final class ServerConnection extends Connection {

    private final RedisEndpoint place;
    private final OneSocket socket;

    private ServerConnection(RedisEndpoint place, OneSocket socket) {
        super(socket);
        this.place = place;
        this.socket = socket;
    }

    /**
     * Logs in by AUTH and SELECT, in one round trip, and without more than Redis 5 knows. Jedis itself would send HELLO (which
     * a user needs a permission for) and CLIENT SETINFO (unknown before 7.2, forbidden by some managed servers). Without HELLO
     * replies are RESP2's, whose types are what we read.
     *
     * @param server a host and a port or a unix socket
     * @throws JedisException if it cannot be had
     */
    static ServerConnection open(RedisEndpoint server, RedisLogin login, RedisConfig config, int db) {
        int millis = Math.toIntExact(config.timeout().toMillis());
        ServerConnection connection = new ServerConnection(server, new OneSocket(server, config.tls(), millis));
        boolean ready = false;
        try {
            connection.connect();
            connection.begin(login, db);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.abandon();
            }
        }
    }

    private void begin(RedisLogin login, int db) {
        int commands = 0;
        if (login.user() != null) {
            sendCommand(Command.AUTH, login.user(), login.password() == null ? "" : login.password());
            commands++;
        } else if (login.password() != null) {
            sendCommand(Command.AUTH, login.password());
            commands++;
        }
        if (db > 0) {
            sendCommand(Command.SELECT, Integer.toString(db));
            commands++;
        }
        for (Object reply : commands == 0 ? List.of() : getMany(commands)) {
            if (reply instanceof JedisDataException refused) {
                throw refused;
            }
        }
    }

    /** Closes it, whatever state it is in. */
    void abandon() {
        setBroken();
        try {
            disconnect();
        } catch (JedisException e) {
            return; // it is not needed any more, whatever is wrong with it
        }
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
