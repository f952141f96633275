/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.SchedulerNameTakenException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.store.DueStore;
import dev.rqscheduler.internal.store.InstanceStore;
import dev.rqscheduler.internal.store.LeaseLostException;
import dev.rqscheduler.internal.store.LockStore;
import dev.rqscheduler.internal.store.RunStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.internal.time.Zones;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler: takes the lock, moves due jobs, sleeps until exactly the next due time, and repeats. It only
 * coordinates {@link SchedulerLock}, {@link SchedulerLifecycle}, {@link JobRetriever} and {@link JobEnqueuer}.
 *
 * <p>{@link #run()} blocks; run it on its own thread. {@link #stop()} may be called from any thread: the current batch
 * is finished, the lock released, the scheduler deregistered.
 */
public final class SchedulerLoop {

    /** The name of the logger that users configure; docs/logs.md names it. */
    static final String LOGGER = "dev.rqscheduler.SchedulerProcess";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    /** Maximum sleep between lock attempts, or while Redis is unavailable. */
    private static final Duration STANDBY_SLEEP = Duration.ofSeconds(1);

    private static final Duration STUCK_RETRY = Duration.ofSeconds(1);

    private static final long ZONES_LOOK = Duration.ofMinutes(1).toNanos();

    private final SchedulerOptions options;
    private final RedisConnection redis;
    private final LongSupplier nanoTime;
    private final Semaphore alarm = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final OutcomeLog outcomeLog;
    private final SchedulerListener listener;
    private final RedisOutage availability;
    private final SchedulerLock lock;
    private final SchedulerLifecycle lifecycle;
    private final DueStore due;
    private final ScriptClock clock;
    private final String who;
    private Pass pass;
    private ZoneRulesChange zoneRules;
    private String tzdata;
    private long zonesLook;

    private volatile boolean stopping;
    private boolean registered;
    private boolean standingBy;
    private Duration scriptTime = Duration.ZERO;
    private long reconnects;

    /**
     * @param redis remains the caller's to close after {@link #run()} has returned; uses one connection of its pool at
     *     a time, and one outside the pool for wake-ups
     * @param identity further fields of the registration: host, pid and version by convention
     */
    public SchedulerLoop(
            SchedulerOptions options, RedisConnection redis, SchedulerListener listener, Map<String, String> identity) {
        this(options, redis, listener, identity, ScriptClock.REDIS, System::nanoTime);
    }

    SchedulerLoop(
            SchedulerOptions options,
            RedisConnection redis,
            SchedulerListener listener,
            Map<String, String> identity,
            ScriptClock clock,
            LongSupplier nanoTime) {
        this.options = options;
        this.redis = redis;
        this.reconnects = redis.reconnects();
        this.nanoTime = nanoTime;
        this.outcomeLog = new OutcomeLog(nanoTime);
        SchedulerLifecycle.MoveCounter work = new SchedulerLifecycle.MoveCounter();
        this.listener = SchedulerListener.all(outcomeLog, work, listener);
        this.availability = new RedisOutage(this.listener, nanoTime);
        String token = "rqscheduler:" + options.name() + ":" + java.util.UUID.randomUUID();
        this.lock = new SchedulerLock(new LockStore(redis), token, options.lease(), nanoTime, this.listener::onLease);
        this.lifecycle = new SchedulerLifecycle(
                new InstanceStore(redis, options.name()),
                options.name(),
                token,
                options.pollCap(),
                identity,
                work,
                nanoTime);
        this.due = new DueStore(redis, clock, options.quarantineLimit());
        this.clock = clock;
        this.who = "scheduler " + options.name() + " on " + identity.getOrDefault("host", "an unnamed host");
        this.tzdata = ZoneEdition.ours().version();
        this.pass = pass(options.cronZone());
        this.zoneRules = zoneRules(options.cronZone());
    }

    /** Creates a process with the time-zone rules now in use. */
    private ZoneRulesChange zoneRules(Zone cronZone) {
        return new ZoneRulesChange(
                new ZoneRulesStore(redis, clock),
                cronZone,
                ZoneEdition.ours(),
                () -> ZoneEdition.all(System.getenv()),
                who,
                listener,
                nanoTime);
    }

    private Pass pass(Zone cronZone) {
        BatchSize batch = new BatchSize(options.batch(), this::onScript);
        Decider decider = new Decider(cronZone);
        return new Pass(
                new JobRetriever(due, decider, batch, this.listener::onOutcome, nanoTime),
                new JobEnqueuer(due, decider, batch, this.listener::onOutcome, nanoTime),
                List.of(new NamedSchedules(
                        new RunStore(redis, clock),
                        new BatchSize(options.batch(), this::onScript),
                        this.listener::onOutcome,
                        nanoTime)));
    }

    /** Checks from time to time whether this host's time-zone rules differ from those that were read. */
    private void refreshZones() {
        if (nanoTime.getAsLong() - zonesLook < ZONES_LOOK) {
            return;
        }
        zonesLook = nanoTime.getAsLong();
        if (Zones.refresh(tzdata)) {
            tzdata = ZoneEdition.ours().version();
            Zone cronZone = Zones.refreshed(options.cronZone());
            pass = pass(cronZone);
            zoneRules = zoneRules(cronZone);
        }
    }

    /**
     * Runs until {@link #stop()}, or in burst mode until nothing more is due. An unavailable Redis does not end it.
     *
     * @throws RedisException if Redis is unavailable at startup, unless {@link SchedulerOptions#waitForRedis()} is set;
     *     even then if waiting does not help, as with a cluster
     * @throws SchedulerNameTakenException if another live scheduler has the name
     */
    public void run() throws InterruptedException {
        try (WakeUpListener wakeUps = new WakeUpListener(redis, alarm::release, options.name(), nanoTime)) {
            register();
            if (!options.burst()) {
                wakeUps.start();
            }
            loop(wakeUps);
        } finally {
            try {
                leave();
            } finally {
                ended.countDown();
            }
        }
    }

    /** Asks the process to stop after the current batch; returns immediately. */
    public void stop() {
        stopping = true;
        alarm.release();
    }

    /**
     * Returns the maximum duration of a loop iteration of a healthy process, whatever Redis does: its longest sleep,
     * plus the one call after which it gives up on a Redis that does not answer. See {@link
     * SchedulerListener#onTurn()}.
     */
    public static Duration longestTurn(SchedulerOptions options, RedisConnection redis) {
        Duration renewal = options.lease().dividedBy(3);
        Duration sleep = options.pollCap().compareTo(renewal) < 0 ? options.pollCap() : renewal;
        return (sleep.compareTo(STANDBY_SLEEP) < 0 ? STANDBY_SLEEP : sleep).plus(redis.longestCall());
    }

    /** Waits until {@link #run()} has returned; returns false if it has not within the given time. */
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void register() throws InterruptedException {
        while (!stopping && !registered) {
            listener.onTurn();
            try {
                lifecycle.birth();
                registered = true;
                availability.works();
                listener.onRegistered();
            } catch (RedisException e) {
                listener.onRedisError(e);
                if (!options.waitForRedis() || e.kind().isLasting()) {
                    throw e;
                }
                sleep(availability.away(String.valueOf(e.getMessage())));
            }
        }
    }

    private void loop(WakeUpListener wakeUps) throws InterruptedException {
        long nextLook = nanoTime.getAsLong();
        zonesLook = nextLook;
        while (!stopping) {
            turned();
            try {
                wakeUps.probe();
                refreshZones();
                if (!lead()) {
                    if (options.burst() && !due.anyDue()) {
                        return;
                    }
                    availability.works();
                    nextLook = nanoTime.getAsLong();
                    sleep(Math.min(lock.nanosUntilRetry(), lifecycle.nanosUntilHeartbeat()));
                    continue;
                }
                if (!zoneRules.settle(lock.token(), this::mayGoOn)) {
                    // Through stop(), which ends the loop, or an interrupt, which ends a sleep and so the run.
                    sleep(0);
                    continue;
                }
                if (nextLook - nanoTime.getAsLong() <= 0) {
                    Pass.Result result = pass();
                    zoneRules.record(lock.token(), options.burst() && !result.moreIsDue());
                    // Not before: if only this failed, each pass would report that Redis is back, and away again.
                    availability.works();
                    if (options.burst() && !result.moreIsDue()) {
                        return;
                    }
                    nextLook = nanoTime.getAsLong() + sleepAfter(result);
                }
                if (sleepUntil(nextLook, wakeUps.nanosUntilProbe())) {
                    nextLook = nanoTime.getAsLong();
                }
            } catch (LeaseLostException e) {
                lock.lost();
                listener.onLeaseLost(String.valueOf(e.getMessage()));
                nextLook = nanoTime.getAsLong();
            } catch (RedisException e) {
                listener.onRedisError(e);
                sleep(availability.away(String.valueOf(e.getMessage())));
                // A pass is owed: Redis counts as available again only when one succeeds.
                nextLook = nanoTime.getAsLong();
            } catch (SchedulerNameTakenException e) {
                throw e;
            } catch (RuntimeException e) {
                listener.onFault(e);
                sleep(availability.fault(e));
                nextLook = nanoTime.getAsLong();
            }
        }
    }

    private void turned() {
        listener.onTurn();
        long now = redis.reconnects();
        if (now > reconnects) {
            listener.onReconnect((int) (now - reconnects));
            reconnects = now;
        }
    }

    private Pass.Result pass() {
        scriptTime = Duration.ZERO;
        long start = nanoTime.getAsLong();
        Pass.Result result = pass.run(lock.token(), this::mayGoOn);
        listener.onPass(new PassReport(
                result.now(),
                Duration.ofNanos(nanoTime.getAsLong() - start),
                scriptTime,
                result.settled(),
                result.stuck(),
                result.untilNextDue()));
        return result;
    }

    private void onScript(Duration took) {
        scriptTime = scriptTime.plus(took);
        listener.onScript(took);
    }

    /** Holds or takes the lock, and shows it in the registration. */
    private boolean lead() {
        boolean held = lock.isHeld();
        if (held) {
            lock.keep();
        }
        boolean leads = held || lock.acquire();
        if (leads && !held) {
            standingBy = false;
            zoneRules.unsettle();
            listener.onLeading();
        } else if (!leads && !standingBy) {
            standingBy = true;
            listener.onStandby(lock.holder());
        }
        lifecycle.heartbeat(leads);
        return leads;
    }

    /** Returns between two pages whether to read another, and renews the lease and the registration on the way. */
    private boolean mayGoOn() {
        if (stopping || Thread.currentThread().isInterrupted()) {
            return false;
        }
        turned();
        lock.keep();
        lifecycle.heartbeat(true);
        return true;
    }

    private long sleepAfter(Pass.Result result) {
        listener.onIdle();
        long cap = options.pollCap().toNanos();
        if (result.stuck() > 0) {
            // Refused jobs are still due, and a refusal may be over at any moment.
            cap = Math.min(cap, STUCK_RETRY.toNanos());
        }
        if (result.moreIsDue()) {
            // Only jobs that change concurrently are left.
            return Math.min(cap, Duration.ofMillis(10).toNanos());
        }
        long longest = cap;
        return result.untilNextDue()
                .map(Duration::toNanos)
                .filter(nanos -> nanos < longest)
                .orElse(longest);
    }

    /**
     * Sleeps until the next pass, renewal, heartbeat or probe, whichever comes first; returns true if an alarm ended
     * the sleep.
     */
    private boolean sleepUntil(long nextLook, long nanosUntilProbe) throws InterruptedException {
        long nanos = Math.min(nextLook - nanoTime.getAsLong(), nanosUntilProbe);
        return sleep(Math.min(nanos, Math.min(lock.nanosUntilRenewal(), lifecycle.nanosUntilHeartbeat())));
    }

    /** A ring before the sleep ends it immediately; forgets all rings, and returns whether there was one. */
    private boolean sleep(long nanos) throws InterruptedException {
        boolean rung = alarm.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        // One may come between the two: it counts, or an earlier job would wait for the next look.
        return alarm.drainPermits() > 0 || rung;
    }

    /** Performs the last steps of a shutdown: what no longer reaches Redis expires there. */
    private void leave() {
        outcomeLog.summarise();
        listener.onStopping();
        if (!registered) {
            return;
        }
        // An interrupt ends the loop, but must not break the connection over which the lock is released.
        boolean interrupted = Thread.interrupted();
        try {
            lock.release();
            lifecycle.death();
        } catch (RedisException e) {
            log.warn("could not deregister; the lock and the name will expire on their own: {}", e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
