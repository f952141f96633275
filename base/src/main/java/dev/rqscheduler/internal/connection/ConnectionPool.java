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
 * Connections that are used by turns, the one given back last first. Thread-safe.
 *
 * <p>Before an idle connection is handed out it is looked at: a server that restarted, or closed it for being idle, would
 * cost a failed call otherwise. A call that was sent is never sent again by itself: whether it ran cannot be known, and
 * scheduling a job a second time brings back one that has been moved since. The look is one system call, too little
 * to be measured beside a round trip of 22 microseconds; a PING would be another round trip, and a command on the server's account.
 *
 * <p>Not Jedis's own client with its pool: the first reply came 55 to 75 ms later with it (of 135 to 175).
 */
final class ConnectionPool implements AutoCloseable {

    private final Route route;
    private final String name;
    private final Semaphore permits;
    private final Duration longestWait;
    private final Deque<ServerConnection> idle = new ArrayDeque<>();
    private long generation;
    private boolean closed;
    private int open;
    private int mostOpen;
    private long replaced;

    ConnectionPool(Route route, String name, int size, Duration longestWait) {
        this.route = route;
        this.name = name;
        this.permits = new Semaphore(size);
        this.longestWait = longestWait;
    }

    /** A connection in use, and when it was handed out. */
    record Lease(ServerConnection connection, long generation) {}

    /**
     * A connection that works as far as can be told; it must be given back or dropped.
     *
     * @throws RedisException if none can be had
     */
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

    /** To be used again, as nothing is outstanding on it. */
    void giveBack(Lease lease) {
        synchronized (this) {
            if (!closed
                    && lease.generation() == generation
                    && !lease.connection().isBroken()) {
                idle.push(lease.connection());
                permits.release();
                return;
            }
        }
        drop(lease);
    }

    /** Not to be used again. */
    void drop(Lease lease) {
        permits.release();
        abandon(lease.connection());
    }

    /** From now on only new connections: those that there are lead to the wrong server. */
    synchronized void evict() {
        generation++;
        while (!idle.isEmpty()) {
            abandon(idle.pop());
        }
    }

    /** Connections in use are closed when they are given back. */
    @Override
    public synchronized void close() {
        closed = true;
        evict();
    }

    /** How many connections were opened in the place of one that was lost, not counting any that is used for the first time. */
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
                    RedisException.Kind.UNREACHABLE, "the connections to Redis have been closed by this program", null);
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
                                + " ms; allow for more of them",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException(
                    RedisException.Kind.UNREACHABLE, "interrupted while waiting for a connection to Redis", e);
        }
    }
}
