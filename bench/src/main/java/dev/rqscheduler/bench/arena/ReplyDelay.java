/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.arena;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A network with jitter before a Redis: a TCP proxy that holds each reply for a random time, with a finer clock than the one of
 * the fault campaign, and passes requests on as they come. What arrives while a reply is held goes with it, as parts of a long
 * reply do.
 */
public final class ReplyDelay implements Closeable {

    private static final int BUFFER = 1 << 17;

    private final ServerSocket listener;
    private final int redisPort;
    private final Duration longest;
    private final SplittableRandom seeds;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private ReplyDelay(ServerSocket listener, int redisPort, Duration longest, long seed) {
        this.listener = listener;
        this.redisPort = redisPort;
        this.longest = longest;
        this.seeds = new SplittableRandom(seed);
    }

    /**
     * @param longest each reply is held for up to this, evenly distributed from zero
     */
    public static ReplyDelay before(BenchRedis redis, Duration longest, long seed) {
        try {
            ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
            ReplyDelay delay = new ReplyDelay(listener, redis.port(), longest, seed);
            spawn(delay::accept);
            return delay;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the loopback interface", e);
        }
    }

    /** For those who are to meet the jitter. */
    public String url() {
        return "redis://127.0.0.1:" + listener.getLocalPort() + "/0";
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = connected(listener.accept());
            Socket redis = connected(new Socket(InetAddress.getLoopbackAddress(), redisPort));
            SplittableRandom random = seeds.split();
            spawn(() -> pass(client, redis, new SplittableRandom(0), Duration.ZERO));
            spawn(() -> pass(redis, client, random, longest));
        }
    }

    private Socket connected(Socket socket) throws IOException {
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void pass(Socket from, Socket to, SplittableRandom random, Duration longest) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!longest.isZero()) {
                    hold(random.nextLong(longest.toNanos()));
                }
                while (length < buffer.length && in.available() > 0) {
                    length += in.read(buffer, length, buffer.length - length);
                }
                out.write(buffer, 0, length);
            }
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void hold(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Ends with its connection. */
    private interface Traffic {
        void run() throws IOException;
    }

    private static void spawn(Traffic traffic) {
        Thread thread = new Thread(
                () -> {
                    try {
                        traffic.run();
                    } catch (IOException e) {
                        // One side has closed the connection, or the measurement is over.
                        return;
                    }
                },
                "reply delay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
