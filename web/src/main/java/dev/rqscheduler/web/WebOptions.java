/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.web.health.HealthSource;
import dev.rqscheduler.web.http.AccessToken;
import dev.rqscheduler.web.http.Handler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a web server. Immutable; start from {@link #at} and change with the {@code with} methods.
 *
 * @param address the address to listen on; port 0 for any free port
 * @param token required for changes; null disables changes
 * @param hosts host names accepted on loopback in addition to {@code localhost} and the like, without port
 * @param hideArguments whether to hide the arguments of jobs
 * @param cronZone the zone in which cron expressions are evaluated
 * @param health the source for {@code /healthz} and {@code /readyz}; null for neither
 * @param metrics the handler for {@code /metrics}; null for none
 */
public record WebOptions(
        InetSocketAddress address,
        @Nullable AccessToken token,
        Set<String> hosts,
        boolean hideArguments,
        Zone cronZone,
        @Nullable HealthSource health,
        @Nullable Handler metrics) {

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the host is unknown, or other machines could reach the server without a token
     */
    public WebOptions {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("unknown host " + address.getHostString());
        }
        if (!address.getAddress().isLoopbackAddress() && token == null) {
            throw new IllegalArgumentException("other machines could reach " + address.getHostString()
                    + ", which needs a token (--http-token-file)");
        }
        hosts = Set.copyOf(hosts);
    }

    /** Returns options for loopback, without token, health checks and metrics, and with nothing hidden. */
    public static WebOptions at(int port) {
        return new WebOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                null,
                Set.of(),
                false,
                Zone.local(),
                null,
                null);
    }

    /** Returns whether only this machine can reach the server. */
    public boolean loopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** Changes both together, since one without the other may be refused. */
    public WebOptions withAddress(InetSocketAddress value, @Nullable AccessToken secret) {
        return new WebOptions(value, secret, hosts, hideArguments, cronZone, health, metrics);
    }

    public WebOptions withToken(AccessToken value) {
        return new WebOptions(address, value, hosts, hideArguments, cronZone, health, metrics);
    }

    public WebOptions withHosts(Set<String> value) {
        return new WebOptions(address, token, value, hideArguments, cronZone, health, metrics);
    }

    /** Uses the zone's name only: the time-zone rules are this library's, not the JDK's. */
    public WebOptions withCronZone(ZoneId value) {
        return withCronZone(Zone.of(value));
    }

    public WebOptions withHideArguments(boolean value) {
        return new WebOptions(address, token, hosts, value, cronZone, health, metrics);
    }

    public WebOptions withCronZone(Zone value) {
        return new WebOptions(address, token, hosts, hideArguments, value, health, metrics);
    }

    public WebOptions withHealth(HealthSource value) {
        return new WebOptions(address, token, hosts, hideArguments, cronZone, value, metrics);
    }

    /** Sets the handler for GET {@code /metrics}. */
    public WebOptions withMetrics(Handler value) {
        return new WebOptions(address, token, hosts, hideArguments, cronZone, health, value);
    }
}
