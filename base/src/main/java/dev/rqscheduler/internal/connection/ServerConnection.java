/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisLogin;
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

    /** Whether the reply to the name has not been read yet. */
    private boolean naming;

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
     * <p>Its name goes to the server with the login, or where there is none with the first command: it costs no round trip.
     *
     * @param server a host and a port or a unix socket
     * @param name what CLIENT LIST shows, empty for none
     * @throws JedisException if it cannot be had
     */
    static ServerConnection open(RedisEndpoint server, RedisLogin login, RedisConfig config, int db, String name) {
        int millis = Math.toIntExact(config.timeout().toMillis());
        ServerConnection connection = new ServerConnection(server, new OneSocket(server, config.tls(), millis));
        boolean ready = false;
        try {
            connection.connect();
            if (config.tls() != null) {
                connection.awaitAcceptance();
            }
            connection.begin(login, db, name);
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

    private void begin(RedisLogin login, int db, String name) {
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
        List<Object> replies = commands == 0 ? List.of() : introduced(name, commands);
        if (commands == 0) {
            introduce(name);
        }
        for (Object reply : replies) {
            if (reply instanceof JedisDataException refused) {
                throw db > 0 && isNodeOfCluster(refused)
                        ? new ClusterRefusal(String.valueOf(refused.getMessage()))
                        : refused;
            }
        }
    }

    /** The replies to a login, with which the name is sent and answered. */
    private List<Object> introduced(String name, int commands) {
        if (name.isEmpty()) {
            return getMany(commands);
        }
        sendCommand(Command.CLIENT, "SETNAME", name);
        // A user or a managed server may not permit it: nothing depends on it.
        return getMany(commands + 1).subList(0, commands);
    }

    /** Puts the name in front of whatever is sent first. */
    private void introduce(String name) {
        if (!name.isEmpty()) {
            sendCommand(Command.CLIENT, "SETNAME", name);
            naming = true;
        }
    }

    @Override
    protected Object readProtocolWithCheckingBroken() {
        if (naming) {
            naming = false;
            try {
                super.readProtocolWithCheckingBroken();
            } catch (JedisDataException refused) {
                // As above: a name is not worth a failure. What else is wrong, the next reply says.
                return super.readProtocolWithCheckingBroken();
            }
        }
        return super.readProtocolWithCheckingBroken();
    }

    /** Valkey 9 says of a database that a cluster does not have what every server says: only INFO tells them apart. */
    private boolean isNodeOfCluster(JedisDataException refused) {
        if (!String.valueOf(refused.getMessage()).contains("DB index is out of range")) {
            return false;
        }
        try {
            Object info = executeCommand(new CommandArguments(Command.INFO).add("cluster"));
            return Reply.of(info).text().contains("cluster_enabled:1");
        } catch (JedisDataException notPermitted) {
            return false;
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
