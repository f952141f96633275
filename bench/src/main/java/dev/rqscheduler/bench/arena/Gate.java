/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.arena;

import dev.rqscheduler.internal.wire.Keys;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps the scheduler from moving jobs while a backlog is loaded, by the means that schedulers have among themselves: another
 * one has the lock.
 */
public final class Gate {

    /** On which schedulers hear of a job that is due earlier than all others, and of a lock that is given back. */
    public static final String CHANNEL = "rq:scheduling:wake-up";

    private static final String TOKEN = "the benchmark loads a backlog";
    private static final long LEASE_MILLIS = 600_000;

    private final Jedis jedis;
    private final Daemon daemon;

    public Gate(BenchRedis redis, Daemon daemon) {
        this.jedis = redis.jedis();
        this.daemon = daemon;
    }

    /** Takes the lock away, waits until the scheduler stands by, and empties Redis. */
    public void close() throws InterruptedException {
        hold();
        try (Transaction step = jedis.multi()) {
            step.sendCommand(Protocol.Command.FLUSHALL, "SYNC");
            step.set(Keys.LOCK, TOKEN, SetParams.setParams().px(LEASE_MILLIS));
            step.exec();
        }
    }

    /** Takes the lock away, and waits until the scheduler stands by. */
    public void hold() throws InterruptedException {
        int standbys = daemon.standbys();
        boolean closedAlready = TOKEN.equals(jedis.get(Keys.LOCK));
        jedis.set(Keys.LOCK, TOKEN, SetParams.setParams().px(LEASE_MILLIS));
        if (!closedAlready) {
            jedis.publish(CHANNEL, "lock");
            daemon.awaitStandby(standbys + 1);
        }
    }

    /**
     * Gives the lock away as a scheduler does that ends in order.
     *
     * @return {@link System#nanoTime()} just before
     */
    public long open() {
        try (Transaction step = jedis.multi()) {
            step.del(Keys.LOCK);
            step.publish(CHANNEL, "lock");
            long start = System.nanoTime();
            step.exec();
            return start;
        }
    }
}
