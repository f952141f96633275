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
 * How a web server behaves. Immutable; start from {@link #at} and change with the {@code with} methods.
 *
 * @param address where it listens; port 0 for any free one
 * @param token what changes need; null for none, and then there are no changes
 * @param hosts names by which it may be called on loopback besides {@code localhost} and the like, without port
 * @param hideArguments whether arguments of jobs are hidden
 * @param cronZone where cron expressions are read
 * @param health what {@code /healthz} and {@code /readyz} say; null for neither
 * @param metrics what answers {@code /metrics}; null for none
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
     * @throws IllegalArgumentException if the host is not known, or everybody in the network could look and change
     */
    public WebOptions {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the host " + address.getHostString() + " is not known here");
        }
        if (!address.getAddress().isLoopbackAddress() && token == null) {
            throw new IllegalArgumentException("others than this machine could reach " + address.getHostString()
                    + ": that needs a token (--http-token-file)");
        }
        hosts = Set.copyOf(hosts);
    }

    /** On loopback, without token, health and metrics; nothing is hidden. */
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

    /** Whether only this machine can reach it. */
    public boolean loopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** Both at once, since one without the other may be refused. */
    public WebOptions withAddress(InetSocketAddress value, @Nullable AccessToken secret) {
        return new WebOptions(value, secret, hosts, hideArguments, cronZone, health, metrics);
    }

    public WebOptions withToken(AccessToken value) {
        return new WebOptions(address, value, hosts, hideArguments, cronZone, health, metrics);
    }

    public WebOptions withHosts(Set<String> value) {
        return new WebOptions(address, token, value, hideArguments, cronZone, health, metrics);
    }

    /** By the name of the zone: its rules are ours, not the JDK's. */
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

    /** A GET of {@code /metrics} is handed to it. */
    public WebOptions withMetrics(Handler value) {
        return new WebOptions(address, token, hosts, hideArguments, cronZone, health, value);
    }
}
