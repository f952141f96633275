/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;

/** What the connections of a process are called in CLIENT LIST. */
public final class ConnectionName {

    private ConnectionName() {}

    /** Names the connections of a scheduler: {@code rqscheduler:<instance>}. */
    public static RedisConfig ofInstance(RedisConfig redis, String instance) {
        return redis.toBuilder()
                .clientName(RedisConfig.DEFAULT.clientName() + ":" + instance)
                .build();
    }

    /** Appends the role of the connections, in one word, to their name. */
    public static RedisConfig withRole(RedisConfig redis, String role) {
        return redis.clientName().isEmpty()
                ? redis
                : redis.toBuilder().clientName(redis.clientName() + "/" + role).build();
    }
}
