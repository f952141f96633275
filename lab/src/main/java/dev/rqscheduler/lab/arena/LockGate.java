/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import dev.rqscheduler.internal.wire.Keys;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps the scheduler from moving jobs while a backlog is loaded, by the schedulers' own means: the gate holds the lock, so the
 * scheduler is standby.
 */
public final class LockGate {

    /** The channel that announces earlier due times and a released lock to schedulers. */
    public static final String CHANNEL = "rq:scheduling:wake-up";

    private static final String TOKEN = "the benchmark is loading a backlog";
    private static final long LEASE_MILLIS = 600_000;

    private final Jedis jedis;
    private final SchedulerChild scheduler;

    /**
     * @param scheduler with a JSON log, by which the gate sees it become standby
     */
    public LockGate(LabRedis redis, SchedulerChild scheduler) {
        this.jedis = redis.jedis();
        this.scheduler = scheduler;
    }

    /** Takes the lock, waits until the scheduler is standby, and empties Redis. */
    public void close() throws InterruptedException {
        hold();
        try (Transaction step = jedis.multi()) {
            step.sendCommand(Protocol.Command.FLUSHALL, "SYNC");
            step.set(Keys.LOCK, TOKEN, SetParams.setParams().px(LEASE_MILLIS));
            step.exec();
        }
    }

    /** Takes the lock and waits until the scheduler is standby. */
    public void hold() throws InterruptedException {
        int standbys = scheduler.standbys();
        boolean alreadyHeld = TOKEN.equals(jedis.get(Keys.LOCK));
        jedis.set(Keys.LOCK, TOKEN, SetParams.setParams().px(LEASE_MILLIS));
        if (!alreadyHeld) {
            jedis.publish(CHANNEL, "lock");
            scheduler.awaitStandbys(standbys + 1);
        }
    }

    /**
     * Releases the lock as a scheduler does on a clean stop.
     *
     * @return {@link System#nanoTime()} just before the release
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
