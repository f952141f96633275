/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.process;

import java.time.Duration;

/**
 * Hears what a scheduler process does. Called on the process's own thread, so that a slow listener makes jobs late; what it
 * throws is logged and otherwise ignored. Each method does nothing by default.
 */
public interface SchedulerListener {

    /** Hears nothing. */
    SchedulerListener NONE = new SchedulerListener() {};

    /** A due job was dealt with. */
    default void onOutcome(Outcome outcome) {}

    /** The lock is ours: jobs are moved from now on. */
    default void onLeading() {}

    /** The lock is another's; {@code holder} is its value in words. Called once until that changes. */
    default void onStandby(String holder) {}

    /** The lock was lost while it was thought to be held. */
    default void onLeaseLost(String reason) {}

    /** Redis cannot be used; tried again until it can. Called once. */
    default void onRedisAway(String reason) {}

    /** Redis can be used again. */
    default void onRedisBack(Duration away) {}

    /** Nothing is due now. */
    default void onIdle() {}
}
