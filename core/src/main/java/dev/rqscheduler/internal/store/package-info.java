/**
 * What is said to Redis: one store class per group of operations, and the Lua files. Each operation is one script call, so
 * that it happens whole or not at all. Only this room and those within it know the Redis client.
 */
@NullMarked
package dev.rqscheduler.internal.store;

import org.jspecify.annotations.NullMarked;

