/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.util.List;

/**
 * Hears what a scheduler process does. Called on the process's own thread, so that a slow listener makes jobs late; what it
 * throws is logged and otherwise ignored. Each method does nothing by default.
 */
public interface SchedulerListener {

    /** Hears nothing. */
    SchedulerListener NONE = new SchedulerListener() {};

    /** Tells each of several; one that throws harms no other. */
    static SchedulerListener all(SchedulerListener... listeners) {
        return new SafeListener(List.of(listeners));
    }

    /** A due job was dealt with. */
    default void onOutcome(Outcome outcome) {}

    /** The process is registered under its name, and begins. Called once. */
    default void onRegistered() {}

    /**
     * The loop has come round, leading or standing by, with Redis or without: again within the scheduler's longest turn, or it hangs.
     */
    default void onTurn() {}

    /** A pass ended well. */
    default void onPass(PassReport pass) {}

    /**
     * A script of a pass has run.
     *
     * @param took how long it kept Redis busy by its own measure: the time that passed (before Redis 7.2), or the processor
     *     time of Redis (Redis 7.4, Valkey 8 and later); on Redis and Valkey 7.2, which tell scripts neither, how long the
     *     call took
     */
    default void onScript(Duration took) {}

    /** The lock is ours: jobs are moved from now on. */
    default void onLeading() {}

    /**
     * The lease was taken or renewed.
     *
     * @param validFor how long from now it holds without another renewal
     * @param spare how much of the one before was left, two thirds when all is well; zero or less if it was over, zero if
     *     the lock was just taken
     */
    default void onLease(Duration validFor, Duration spare) {}

    /** The lock is another's; {@code holder} is its value in words. Called once until that changes. */
    default void onStandby(String holder) {}

    /** The lock was lost while it was thought to be held. */
    default void onLeaseLost(String reason) {}

    /** An attempt to use Redis failed. Called for each, unlike {@link #onRedisAway}. */
    default void onRedisError(RedisException failure) {}

    /** A pass failed for a reason that is not Redis's: a fault of the scheduler. Called for each; it is tried again. */
    default void onFault(RuntimeException failure) {}

    /** Redis cannot be used; tried again until it can. Called once. */
    default void onRedisAway(String reason) {}

    /** Redis can be used again. */
    default void onRedisBack(Duration away) {}

    /** Next times in a zone were computed again, as its rules are other ones than before. Called once for each zone. */
    default void onZoneRules(ZoneRulesReport report) {}

    /**
     * Due times are by this edition of tzdata from now on. Called when they were by another before, after {@link #onZoneRules}.
     *
     * @param before the version of that other edition; empty text if it is not known
     * @param by who computed them then
     * @param version of the edition of now; empty text if it is not known
     * @param moved how many next times are other ones now
     */
    default void onTzdata(String before, String by, String version, int moved) {}

    /** Whether due times are by the present rules could not be found out, as Redis refused; they stay as they are. */
    default void onZoneRulesRefused(String reason) {}

    /** New connections replaced so many that had been lost or closed by the other side. */
    default void onReconnect(int connections) {}

    /** Nothing is due now. */
    default void onIdle() {}

    /** The process moves nothing any more, and is about to give the lock back. Called once, whatever ended it. */
    default void onStopping() {}
}
