/**
 * How a Redis is reached: address, login, route (direct or by Sentinel), sockets, a pool of connections, and each failure as
 * one that can be told. {@link dev.rqscheduler.internal.connection.RedisConnection} is the way in.
 */
@NullMarked
package dev.rqscheduler.internal.connection;

import org.jspecify.annotations.NullMarked;

