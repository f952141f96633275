/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.web.http.AccessToken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options of a web server. Immutable; start from {@link #at} and change with the {@code with} methods. */
public final class WebOptions {

    private final InetSocketAddress address;
    private final @Nullable AccessToken token;
    private final Set<String> hosts;
    private final boolean hideArguments;
    private final Zone cronZone;
    private final @Nullable SchedulerHealth health;
    private final @Nullable Supplier<String> metrics;

    private WebOptions(
            InetSocketAddress address,
            @Nullable AccessToken token,
            Set<String> hosts,
            boolean hideArguments,
            Zone cronZone,
            @Nullable SchedulerHealth health,
            @Nullable Supplier<String> metrics) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("unknown host " + address.getHostString());
        }
        if (!address.getAddress().isLoopbackAddress() && token == null) {
            throw new IllegalArgumentException("other machines could reach " + address.getHostString()
                    + ", which needs a token (--http-token-file)");
        }
        this.address = address;
        this.token = token;
        this.hosts = Set.copyOf(hosts);
        this.hideArguments = hideArguments;
        this.cronZone = cronZone;
        this.health = health;
        this.metrics = metrics;
    }

    /**
     * Returns options for loopback, without token, health checks and metrics, and with nothing hidden.
     *
     * @param port 0 for any free port
     */
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

    /**
     * Sets the address to listen on, and the token required for changes. Both together, since other machines must not reach the
     * server without a token.
     *
     * @param secret at least 16 printable ASCII characters without spaces; null disables changes
     * @throws IllegalArgumentException if the host is unknown, the secret is invalid, or other machines could reach the server
     *     without one; the message does not contain the secret
     */
    public WebOptions withAddress(InetSocketAddress value, @Nullable String secret) {
        return new WebOptions(
                value,
                secret == null ? null : new AccessToken(secret),
                hosts,
                hideArguments,
                cronZone,
                health,
                metrics);
    }

    /**
     * Sets the token required for changes. Without one nothing can be changed.
     *
     * @param secret at least 16 printable ASCII characters without spaces
     * @throws IllegalArgumentException if it is invalid; the message does not contain it
     */
    public WebOptions withToken(String secret) {
        return withAddress(address, secret);
    }

    /** Sets the host names accepted on loopback in addition to {@code localhost} and the like, without port. */
    public WebOptions withHosts(Set<String> value) {
        return new WebOptions(address, token, value, hideArguments, cronZone, health, metrics);
    }

    /** Sets whether to hide the arguments of jobs. */
    public WebOptions withHideArguments(boolean value) {
        return new WebOptions(address, token, hosts, value, cronZone, health, metrics);
    }

    /** Sets the zone in which cron expressions are evaluated; default: this machine's. */
    public WebOptions withCronZone(Zone value) {
        return new WebOptions(address, token, hosts, hideArguments, value, health, metrics);
    }

    /** Uses the zone's name only: the time-zone rules are this library's, not the JDK's. */
    public WebOptions withCronZone(ZoneId value) {
        return withCronZone(Zone.of(value));
    }

    /** Answers GET {@code /healthz} and {@code /readyz} for a scheduler of this process. */
    public WebOptions withHealth(SchedulerHealth value) {
        return new WebOptions(address, token, hosts, hideArguments, cronZone, value, metrics);
    }

    /**
     * Answers GET {@code /metrics}.
     *
     * @param value returns all metrics in Prometheus's text format, version 0.0.4; called by many threads concurrently
     */
    public WebOptions withMetrics(Supplier<String> value) {
        return new WebOptions(address, token, hosts, hideArguments, cronZone, health, value);
    }

    /** Returns whether only this machine can reach the server. */
    public boolean loopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** Returns whether there is a token, without which nothing can be changed. */
    public boolean hasToken() {
        return token != null;
    }

    InetSocketAddress address() {
        return address;
    }

    @Nullable
    AccessToken token() {
        return token;
    }

    Set<String> hosts() {
        return hosts;
    }

    boolean hideArguments() {
        return hideArguments;
    }

    Zone cronZone() {
        return cronZone;
    }

    @Nullable
    SchedulerHealth health() {
        return health;
    }

    @Nullable
    Supplier<String> metrics() {
        return metrics;
    }
}
