/**
 * Access to Redis: one store class per group of operations, and the Lua files. Each operation is one script call, and
 * so atomic.
 *
 * <p>In the calls of a leader, {@code now} is the time by Redis's clock, {@code token} what the lock must hold (with any
 * other a call does nothing and throws {@link dev.rqscheduler.internal.store.LeaseLostException}), {@code passOver} how
 * many jobs or schedules at the head are known to be stuck, and {@code busy} how long the script kept Redis busy by its own measure, zero if it
 * could not measure.
 */
@NullMarked
package dev.rqscheduler.internal.store;

import org.jspecify.annotations.NullMarked;
