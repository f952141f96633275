/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisTls;
import dev.rqscheduler.internal.tls.TlsContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Creates the socket of one connection and keeps it, so that the connection can be checked later. */
final class SocketFactory implements JedisSocketFactory {

    private final RedisEndpoint server;
    private final @Nullable RedisTls tls;
    private final int timeoutMillis;
    private @Nullable ChannelSocket socket;

    /**
     * @param server a host and a port or a unix socket
     */
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

    /** See {@link ChannelSocket#isOver()}. */
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
