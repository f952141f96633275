/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisLogin;
import dev.rqscheduler.api.RedisTls;
import dev.rqscheduler.internal.tls.TlsContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** A connection to one server, logged in and with its database selected. */
final class ServerConnection extends Connection {

    private final SocketFactory socket;

    /** Whether the reply to the name has not been read yet. */
    private boolean naming;

    private ServerConnection(SocketFactory socket) {
        super(socket);
        this.socket = socket;
    }

    /**
     * Logs in with AUTH and SELECT, in one round trip, using only what Redis 5 supports. Jedis itself would send HELLO
     * (which requires a permission) and CLIENT SETINFO (unknown before 7.2, forbidden by some managed servers). Without
     * HELLO replies are RESP2's, whose types are what we read.
     *
     * <p>The client name is sent with the login, or without one with the first command: it costs no round trip.
     *
     * @param server a host and a port or a unix socket
     * @param name name in CLIENT LIST, empty for none
     * @throws JedisException if it cannot be opened
     */
    static ServerConnection open(RedisEndpoint server, RedisLogin login, RedisConfig config, int db, String name) {
        int millis = Math.toIntExact(config.timeout().toMillis());
        ServerConnection connection = new ServerConnection(new SocketFactory(server, config.tls(), millis));
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
     * Under TLS 1.3 the handshake ends for us before the server has seen our certificate, or its absence. Its refusal
     * may arrive as an alert or as a closed connection, and only here is its meaning known.
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
        if (!name.isEmpty()) {
            sendCommand(Command.CLIENT, "SETNAME", name);
        }
        if (commands == 0) {
            naming = !name.isEmpty();
            return;
        }
        // A user or a managed server may not allow the name: nothing depends on it.
        for (Object reply : getMany(name.isEmpty() ? commands : commands + 1).subList(0, commands)) {
            if (reply instanceof JedisDataException refused) {
                throw db > 0 && isNodeOfCluster(refused)
                        ? new ClusterRefusal(String.valueOf(refused.getMessage()))
                        : refused;
            }
        }
    }

    @Override
    protected Object readProtocolWithCheckingBroken() {
        if (naming) {
            naming = false;
            try {
                super.readProtocolWithCheckingBroken();
            } catch (JedisDataException refused) {
                // As above: a name is not worth a failure. The next reply reports anything else that is wrong.
                return super.readProtocolWithCheckingBroken();
            }
        }
        return super.readProtocolWithCheckingBroken();
    }

    /**
     * For a database that a cluster does not have, Valkey 9 gives the same reply as any server: only INFO shows the
     * difference.
     */
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

    /** Closes it in any state. */
    void abandon() {
        setBroken();
        try {
            disconnect();
        } catch (JedisException e) {
            return; // it is not needed any more, whatever is wrong with it
        }
    }

    RedisEndpoint place() {
        return socket.server;
    }

    /**
     * Returns whether a command sent now may get a reply. Costs one system call: no round trip, and nothing the server
     * would count as a command.
     */
    boolean isUsable() {
        return !isBroken() && isConnected() && !socket.isOver();
    }

    /** Creates the socket of one connection and keeps it, so that the connection can be checked later. */
    private static final class SocketFactory implements JedisSocketFactory {

        private final RedisEndpoint server;
        private final @Nullable RedisTls tls;
        private final int timeoutMillis;
        private @Nullable ChannelSocket socket;

        SocketFactory(RedisEndpoint server, @Nullable RedisTls tls, int timeoutMillis) {
            this.server = server;
            this.tls = tls;
            this.timeoutMillis = timeoutMillis;
        }

        @Override
        public Socket createSocket() {
            if (socket != null) {
                // Jedis would reconnect a broken connection without logging in and selecting the database.
                throw new JedisConnectionException("the connection is broken");
            }
            ChannelSocket connected = null;
            Socket done = null;
            try {
                connected = connect();
                socket = connected;
                done = tls != null && server instanceof RedisEndpoint.Tcp tcp
                        ? TlsContext.of(tls).over(connected, tcp.host(), tcp.port())
                        : connected;
                return done;
            } catch (IOException | IllegalArgumentException e) {
                throw new JedisConnectionException(e);
            } finally {
                if (done == null && connected != null) {
                    close(connected);
                }
            }
        }

        boolean isOver() {
            return socket == null || socket.isOver();
        }

        private ChannelSocket connect() throws IOException {
            if (server instanceof RedisEndpoint.UnixSocket unix) {
                return ChannelSocket.connectedTo(UnixDomainSocketAddress.of(unix.path()), timeoutMillis);
            }
            if (!(server instanceof RedisEndpoint.Tcp tcp)) {
                throw new IllegalArgumentException("no single server: " + server);
            }
            IOException failure = new IOException("the host has no address");
            for (InetAddress address : InetAddress.getAllByName(tcp.host())) {
                SocketAddress target = new InetSocketAddress(address, tcp.port());
                try {
                    return ChannelSocket.connectedTo(target, timeoutMillis);
                } catch (IOException e) {
                    failure = e;
                }
            }
            throw failure;
        }

        private static void close(Socket broken) {
            try {
                broken.close();
            } catch (IOException e) {
                return; // what broke it is on its way to the caller
            }
        }
    }

    /** Thrown for a reply that any server may give, from one known to be a cluster node. */
    static final class ClusterRefusal extends JedisDataException {

        private static final long serialVersionUID = 1L;

        ClusterRefusal(String reply) {
            super(reply);
        }
    }
}
