/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The access rules of a server.
 *
 * @param token required for changes; null if changes are disabled
 * @param loopback whether the server can be reached only from this machine; if not, reads need the token too
 * @param hosts accepted host names in addition to loopback names, in lower case, without port
 */
public record SecurityPolicy(@Nullable AccessToken token, boolean loopback, Set<String> hosts) {

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if other machines could reach the server without a token
     */
    public SecurityPolicy {
        if (!loopback && token == null) {
            throw new IllegalArgumentException("an address other than loopback needs a token");
        }
        hosts = Set.copyOf(hosts);
    }
}
