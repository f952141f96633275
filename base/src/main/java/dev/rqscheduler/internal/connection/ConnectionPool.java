/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections, last returned first. Thread-safe.
 *
 * <p>An idle connection is checked before it is handed out: otherwise a server that restarted, or closed it for being
 * idle, would cost a failed call. A call that was sent is never resent automatically: whether it ran is unknown, and
 * scheduling a job twice brings back one that has been moved since. The check is one system call, too little to measure
 * compared with a round trip of 22 microseconds; a PING would be another round trip, and a command that the server
 * counts.
 *
 * <p>Not Jedis's own client with its pool: the first reply came 55 to 75 ms later with it (of 135 to 175).
 */
final class ConnectionPool implements AutoCloseable {

    private final RedisRoute route;
    private final String name;
    private final Semaphore permits;
    private final Duration longestWait;
    private final Deque<ServerConnection> idle = new ArrayDeque<>();
    private long generation;
    private boolean closed;
    private int open;
    private int mostOpen;
    private long replaced;

    ConnectionPool(RedisRoute route, String name, int size, Duration longestWait) {
        this.route = route;
        this.name = name;
        this.permits = new Semaphore(size);
        this.longestWait = longestWait;
    }

    /** @param generation the pool's when it was handed out */
    record Lease(ServerConnection connection, long generation) {}

    /** Returns a connection that appears to work; it must be given back. */
    Lease take() {
        acquire();
        boolean taken = false;
        try {
            long now = generation();
            ServerConnection connection = nextIdle();
            while (connection != null && !(route.leadsTo(connection) && connection.isUsable())) {
                abandon(connection);
                connection = nextIdle();
            }
            Lease lease = new Lease(connection == null ? open() : connection, now);
            taken = true;
            return lease;
        } finally {
            if (!taken) {
                permits.release();
            }
        }
    }

    /**
     * Takes a connection back.
     *
     * @param settled whether nothing is outstanding on it, so that it can be used again
     */
    void giveBack(Lease lease, boolean settled) {
        synchronized (this) {
            if (settled
                    && !closed
                    && lease.generation() == generation
                    && !lease.connection().isBroken()) {
                idle.push(lease.connection());
                permits.release();
                return;
            }
        }
        permits.release();
        abandon(lease.connection());
    }

    /** Discards the existing connections, which lead to the wrong server. */
    synchronized void evict() {
        generation++;
        while (!idle.isEmpty()) {
            abandon(idle.pop());
        }
    }

    /** Connections in use are closed when they are returned. */
    @Override
    public synchronized void close() {
        closed = true;
        evict();
    }

    /** Returns how many connections were opened to replace a lost one, not counting those used for the first time. */
    synchronized long replaced() {
        return replaced;
    }

    private ServerConnection open() {
        ServerConnection connection = route.open(name);
        synchronized (this) {
            open++;
            if (open > mostOpen) {
                mostOpen = open;
            } else {
                replaced++;
            }
        }
        return connection;
    }

    private synchronized void abandon(ServerConnection connection) {
        open--;
        connection.abandon();
    }

    private synchronized @Nullable ServerConnection nextIdle() {
        if (closed) {
            throw new RedisException(
                    RedisException.Kind.UNREACHABLE, "this program has closed its connections to Redis", null);
        }
        return idle.poll();
    }

    private synchronized long generation() {
        return generation;
    }

    private void acquire() {
        if (permits.tryAcquire()) {
            return;
        }
        try {
            if (!permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new RedisException(
                        RedisException.Kind.UNREACHABLE,
                        "all connections to Redis have been in use for " + longestWait.toMillis()
                                + " ms; allow more connections",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException(
                    RedisException.Kind.UNREACHABLE, "interrupted while waiting for a connection to Redis", e);
        }
    }
}
