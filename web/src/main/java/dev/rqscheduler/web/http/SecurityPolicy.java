/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what.
 *
 * @param token what changes need; null where there are none
 * @param loopback whether the server can be reached from this machine only; if not, reads need the token too
 * @param hosts names by which it may be called besides those of loopback, in lower case, without port
 */
public record SecurityPolicy(@Nullable AccessToken token, boolean loopback, Set<String> hosts) {

    /**
     * @throws IllegalArgumentException if it could be reached from elsewhere by everybody
     */
    public SecurityPolicy {
        if (!loopback && token == null) {
            throw new IllegalArgumentException("beyond loopback there must be a token");
        }
        hosts = Set.copyOf(hosts);
    }
}
