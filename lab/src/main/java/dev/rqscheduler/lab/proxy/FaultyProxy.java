/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between one scheduler and Redis that disturbs their connections on request. Thread-safe.
 *
 * <p>Held requests and lost replies are the hardest faults for a scheduler: it does not know whether its call ran.
 */
public final class FaultyProxy implements Closeable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int REBIND_ATTEMPTS = 500;

    private final InetSocketAddress redis;
    private final int port;
    private final SplittableRandom seeds;
    private final NetworkConditions conditions = new NetworkConditions();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;

    private FaultyProxy(InetSocketAddress redis, int port, long seed) {
        this.redis = redis;
        this.seeds = new SplittableRandom(seed);
        this.port = port;
    }

    /** Listens on {@code port} of the loopback interface and forwards to {@code redisPort}. */
    public static FaultyProxy start(int port, int redisPort) {
        return start(port, redisPort, 0);
    }

    /**
     * As {@link #start(int, int)}.
     *
     * @param seed of the random delays of {@link #jitter}
     */
    public static FaultyProxy start(int port, int redisPort, long seed) {
        FaultyProxy proxy =
                new FaultyProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), redisPort), port, seed);
        proxy.listen();
        return proxy;
    }

    public int port() {
        return port;
    }

    /** Passes everything from now on. Connections that were half-open stay dead, as real ones do. */
    public void pass() {
        conditions.clear();
        listen();
    }

    /** Resets all connections; new ones are accepted. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Resets all connections and refuses new ones until {@link #pass()}. */
    public synchronized void refuse() {
        if (listener != null) {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listener = null;
        }
        cut();
    }

    /** Silently drops everything in both directions; new connections are accepted and lead nowhere. */
    public void halfOpen() {
        conditions.swallow();
        connections.forEach(ProxiedConnection::swallow);
    }

    /** Delays each message in each direction. */
    public void delay(Duration oneWay) {
        conditions.delay(oneWay);
    }

    /**
     * Delays each reply by a random time.
     *
     * @param maximum delays are evenly distributed from zero to this
     */
    public void jitter(Duration maximum) {
        conditions.jitter(maximum);
    }

    /** Sets a trap, which replaces the one set before. */
    public void set(CallTrap trap) {
        conditions.set(trap);
    }

    /** The ports by which Redis identifies this proxy's present clients. */
    public Set<Integer> portsAtRedis() {
        return connections.stream().map(ProxiedConnection::portAtRedis).collect(Collectors.toUnmodifiableSet());
    }

    private synchronized void listen() {
        if (listener != null) {
            return;
        }
        ServerSocket socket = bind();
        listener = socket;
        Thread thread = new Thread(() -> accept(socket), "proxy " + port);
        thread.setDaemon(true);
        thread.start();
    }

    /** While it was not listening, the port may have become the outgoing port of another process for a moment. */
    private ServerSocket bind() {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < REBIND_ATTEMPTS; attempt++) {
            try {
                ServerSocket socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
                return socket;
            } catch (IOException e) {
                last = e;
                pause();
            }
        }
        throw new UncheckedIOException("cannot listen on port " + port, last);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                connections.removeIf(ProxiedConnection::isClosed);
                open(client);
            } catch (IOException e) {
                // The listener was closed, which ends the loop, or a client disconnected before it was served.
            }
        }
    }

    private void open(Socket client) throws IOException {
        Socket server = null;
        if (!conditions.swallowing()) {
            server = new Socket();
            try {
                server.connect(redis, CONNECT_MILLIS);
                server.setTcpNoDelay(true);
            } catch (IOException e) {
                server.close();
                new ProxiedConnection(client, null, conditions, seeds.split()).reset();
                return;
            }
        }
        ProxiedConnection connection = new ProxiedConnection(client, server, conditions, seeds.split());
        connections.add(connection);
        connection.start("proxy " + port);
        if (conditions.swallowing()) {
            connection.swallow();
        }
    }

    @Override
    public void close() {
        conditions.clear();
        refuse();
    }
}
