/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Where Redis is. The names and the precedence are those of Python's rqscheduler: a flag wins over its environment variable,
 * and a URL, from either, wins over host, port, database and password. What Python does not have (unix sockets, Sentinels, TLS)
 * is not overridden silently: two ways to two different Redis are refused.
 */
public final class ConnectionOptions {

    private static final String URL_VARIABLE = "RQ_REDIS_URL";

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Redis URL, as redis://[user:password@]host:port/db, rediss:// for TLS, or"
                    + " unix:///path/to/redis.sock?db=0; overrides host, port, db and password (RQ_REDIS_URL).")
    private @Nullable String url;

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Mixin
    private final LoginOptions login = new LoginOptions();

    @Mixin
    private final TlsOptions tls = new TlsOptions();

    @Mixin
    private final SentinelOptions sentinel = new SentinelOptions();

    @Option(
            names = "--redis-timeout",
            paramLabel = "DURATION",
            converter = Values.Seconds.class,
            scope = ScopeType.INHERIT,
            description = "Longest wait for a connection and for each reply (RQ_REDIS_TIMEOUT); default 5s.")
    private @Nullable Duration timeout;

    /**
     * The Redis that flags and environment name.
     *
     * @param warn told, in one line each, what is unsafe or has no effect
     * @throws UsageException if they cannot be understood, or a file that they name cannot be used
     */
    public RedisConfig redis(Console console, Consumer<String> warn) {
        login.warn(warn);
        try {
            RedisConfig config = reached(console, warn);
            Duration longest = timeout(console);
            return longest == null ? config : config.withTimeout(longest);
        } catch (IllegalArgumentException e) {
            // Without the cause: the parser of URLs repeats the whole of it, password and all.
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** The port, where it was given as a flag. */
    public @Nullable Integer port() {
        return place.port();
    }

    /** The password that flags or environment give on their own, outside of any URL; null for none. */
    public @Nullable String password(Console console) {
        return login.password(console);
    }

    /**
     * @param what what brings a Redis of its own
     * @throws UsageException if a flag names another Redis than that
     */
    public void refuseOtherRedis(String what) {
        List<String> flags = new ArrayList<>(place.given());
        flags.remove("--port");
        if (url != null) {
            flags.add("--url");
        }
        flags.addAll(login.ofAnotherRedis());
        flags.addAll(tls.given());
        flags.addAll(sentinel.given());
        if (!flags.isEmpty()) {
            throw new UsageException(
                    what + " starts a Redis of its own: " + String.join(", ", flags) + " would name another");
        }
    }

    private RedisConfig reached(Console console, Consumer<String> warn) {
        String way = new ConnectionWay(url != null, place, sentinel.asked(), console).chosen();
        if (!ConnectionWay.isSentinel(way)) {
            sentinel.refuseWithout();
        }
        if (ConnectionWay.isUrl(way)) {
            return byUrl(way, console, warn);
        }
        if (ConnectionWay.isSocket(way)) {
            if (!tls.given().isEmpty()) {
                throw new UsageException(tls.given().get(0) + " and " + way
                        + " contradict each other: Redis speaks no TLS on a unix socket");
            }
            return login.on(place.unixSocket(console), console);
        }
        RedisConfig config =
                ConnectionWay.isSentinel(way) ? sentinel.redis(console).withDb(place.db(console)) : place.tcp(console);
        return login.on(config, console).withTls(tls.byParts(console, warn));
    }

    private RedisConfig byUrl(String way, Console console, Consumer<String> warn) {
        String text = url != null ? url : console.variable(URL_VARIABLE);
        RedisConfig config = RedisConfig.parse(String.valueOf(text));
        if (url != null && config.login().password() != null) {
            warn.accept("the password in --url can be seen in the process list; RQ_REDIS_URL cannot");
        }
        List<String> ignored = new ArrayList<>(place.given());
        ignored.addAll(login.ignoredByUrl());
        if (!ignored.isEmpty()) {
            warn.accept(way + " overrides " + String.join(", ", ignored));
        }
        return login.onUrl(config, way).withTls(tls.byUrl(config.tls(), way, console, warn));
    }

    private @Nullable Duration timeout(Console console) {
        String text = console.variable("RQ_REDIS_TIMEOUT");
        if (timeout != null || text == null) {
            return timeout;
        }
        try {
            return Durations.parseSeconds(text.strip());
        } catch (IllegalArgumentException e) {
            throw new UsageException("environment variable RQ_REDIS_TIMEOUT: " + e.getMessage(), e);
        }
    }
}
