/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SSLException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
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
            if (config.tls() != null) {
                connection.awaitAcceptance();
            }
            connection.begin(login, db);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.abandon();
            }
        }
    }

    /**
     * Under TLS 1.3 a handshake is over for us before the server has seen our certificate, or that we have none. Its refusal
     * may come as an alert or as a closed connection, and only here it is known what that means.
     */
    private void awaitAcceptance() {
        try {
            executeCommand(Command.PING);
        } catch (JedisDataException answer) {
            return; // such as that we have to log in first
        } catch (JedisConnectionException e) {
            if (e.getCause() instanceof SSLException || e.getCause() instanceof SocketTimeoutException) {
                throw e;
            }
            IOException reason = e.getCause() instanceof IOException io ? io : new IOException(e.getMessage());
            throw new JedisConnectionException(new SSLException("closed after the handshake", reason));
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

    /** Sends a command now, without waiting for its reply. */
    void send(CommandArguments command) {
        sendCommand(command);
        flush();
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
