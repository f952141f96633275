/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Receives the events of a scheduler process. Called on the process's own thread, so a slow listener makes jobs late;
 * its exceptions are logged and otherwise ignored. Each method does nothing by default.
 */
public interface SchedulerListener {

    /** Ignores all events. */
    SchedulerListener NONE = new SchedulerListener() {};

    /** Forwards events to several listeners; one that throws does not affect the others. */
    static SchedulerListener all(SchedulerListener... listeners) {
        return new SafeListener(List.of(listeners));
    }

    /** A due job was handled. */
    default void onOutcome(Outcome outcome) {}

    /** The process has registered under its name and starts. Called once. */
    default void onRegistered() {}

    /**
     * The loop has completed an iteration, leading or standing by, with Redis or without. The next one follows within
     * {@code SchedulerHealth.longestTurn()}, or the process hangs.
     */
    default void onTurn() {}

    /** A pass has succeeded. */
    default void onPass(PassReport pass) {}

    /**
     * A script of a pass has run.
     *
     * @param took how long it kept Redis busy by its own measure: the time that passed (before Redis 7.2), or the processor
     * time of Redis (Redis 7.4, Valkey 8 and later); on Redis and Valkey 7.2, which show scripts neither, how long the
     * call took
     */
    default void onScript(Duration took) {}

    /** This process holds the lock: it moves jobs from now on. */
    default void onLeading() {}

    /**
     * The lease was taken or renewed.
     *
     * @param validFor how long it is valid from now without another renewal
     * @param spare how much of the previous lease was left, normally two thirds; zero or less if it had expired, zero
     *     if the lock was just taken
     */
    default void onLease(Duration validFor, Duration spare) {}

    /** Another process holds the lock; {@code holder} describes its value. Called once until that changes. */
    default void onStandby(String holder) {}

    /** The lock was lost while it was thought to be held. */
    default void onLeaseLost(String reason) {}

    /** An attempt to use Redis failed. Called for each, unlike {@link #onRedisAway}. */
    default void onRedisError(RedisException failure) {}

    /** A pass failed because of a fault of the scheduler rather than of Redis. Called for each; the pass is retried. */
    default void onFault(RuntimeException failure) {}

    /** Redis is unavailable; it is retried until it is available. Called once. */
    default void onRedisAway(String reason) {}

    /** Redis is available again. */
    default void onRedisBack(Duration away) {}

    /** Next runs in a zone were recomputed because its rules changed. Called once per zone. */
    default void onZoneRules(ZoneRulesReport report) {}

    /**
     * Due times follow this version of tzdata from now on. Called if they followed another one before, after {@link
     * #onZoneRules}.
     *
     * @param before the previous version; empty if unknown
     * @param by who computed them before
     * @param version the current version; empty if unknown
     * @param moved how many next runs changed
     */
    default void onTzdata(Optional<String> before, String by, Optional<String> version, int moved) {}

    /** Redis refused to show whether due times follow the current rules; they stay as they are. */
    default void onZoneRulesRefused(String reason) {}

    /** New connections replaced this many that were lost or closed by the other side. */
    default void onReconnect(int connections) {}

    /** Nothing is due now. */
    default void onIdle() {}

    /** The process moves no more jobs and is about to release the lock. Called once, whatever ended it. */
    default void onStopping() {}
}
