/**
 * The only room that knows the Redis client and the Lua files. One store class per group of operations; each operation is
 * one script call, so that it happens whole or not at all.
 */
@NullMarked
package dev.rqscheduler.redis;

import org.jspecify.annotations.NullMarked;
