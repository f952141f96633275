/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands between one scheduler and Redis, and disturbs their connections when told to. Thread-safe.
 *
 * <p>A held request and a lost reply are what a scheduler fears most: it does not know whether its call ran.
 */
public final class FaultyProxy implements Closeable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int REBIND_ATTEMPTS = 500;

    private final InetSocketAddress redis;
    private final int port;
    private final Weather weather = new Weather();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;

    private FaultyProxy(InetSocketAddress redis, int port) {
        this.redis = redis;
        this.port = port;
    }

    /** Listens on {@code port} of this machine and passes on to {@code redisPort}. */
    public static FaultyProxy start(int port, int redisPort) {
        FaultyProxy proxy = new FaultyProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), redisPort), port);
        proxy.listen();
        return proxy;
    }

    public int port() {
        return port;
    }

    /** Clear weather: what comes from now on passes. Links that were half-open stay dead, as real ones do. */
    public void pass() {
        weather.clear();
        listen();
    }

    /** Resets all connections; new ones are welcome. */
    public void cut() {
        links.forEach(Link::reset);
    }

    /** Resets all connections, and refuses new ones until {@link #pass()}. */
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

    /** Nothing gets through in either direction and nobody is told; new connections are accepted and lead nowhere. */
    public void halfOpen() {
        weather.swallow();
        links.forEach(Link::swallow);
    }

    /** Each message takes so much longer, in each direction. */
    public void delay(Duration oneWay) {
        weather.delay(oneWay);
    }

    /** Sets a trap; it takes the place of one that is set. */
    public void set(CallTrap trap) {
        weather.set(trap);
    }

    /** The ports by which Redis knows the clients of this proxy at present. */
    public Set<Integer> portsAtRedis() {
        return links.stream().map(Link::portAtRedis).collect(Collectors.toUnmodifiableSet());
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

    /** The port may be somebody's outgoing one for the moment in which it was not ours. */
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
                links.removeIf(Link::isClosed);
                open(client);
            } catch (IOException e) {
                // The listener was closed, which ends the loop, or a client was gone before it was served.
            }
        }
    }

    private void open(Socket client) throws IOException {
        Socket server = null;
        if (!weather.swallowing()) {
            server = new Socket();
            try {
                server.connect(redis, CONNECT_MILLIS);
                server.setTcpNoDelay(true);
            } catch (IOException e) {
                server.close();
                new Link(client, null, weather).reset();
                return;
            }
        }
        Link link = new Link(client, server, weather);
        links.add(link);
        link.start("proxy " + port);
        if (weather.swallowing()) {
            link.swallow();
        }
    }

    @Override
    public void close() {
        weather.clear();
        refuse();
    }
}
