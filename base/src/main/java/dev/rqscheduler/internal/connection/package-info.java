/**
 * Connects to Redis: address, login, route (direct or through Sentinel), sockets, a connection pool, and classified
 * failures. {@link dev.rqscheduler.internal.connection.RedisConnection} is the entry point.
 */
@NullMarked
package dev.rqscheduler.internal.connection;

import org.jspecify.annotations.NullMarked;
