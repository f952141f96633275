/**
 * Access to Redis: one store class per group of operations, and the Lua files. Each operation is one script call, and
 * so atomic. Only this package and its subpackages use the Redis client.
 */
@NullMarked
package dev.rqscheduler.internal.store;

import org.jspecify.annotations.NullMarked;
