/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import org.jspecify.annotations.Nullable;

/**
 * Credentials for a server. {@link #toString()} never shows the password.
 *
 * @param user ACL user, null for the default user
 * @param password null for none
 */
public record RedisLogin(@Nullable String user, @Nullable String password) {

    /** No login, for a Redis without a password. */
    public static final RedisLogin NONE = new RedisLogin(null, null);

    /** Such as {@code alice}; empty for the default user. */
    @Override
    public String toString() {
        return user == null ? "" : user;
    }
}
