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
 * Where Redis is. Names and precedence are those of Python's rqscheduler: a flag wins over its environment variable,
 * and a URL, from either, wins over host, port, database and password. Options that Python does not have (unix sockets,
 * Sentinels, TLS) are not silently overridden: two ways to two different Redis servers are rejected.
 */
public final class ConnectionOptions {

    private static final String URL_VARIABLE = "RQ_REDIS_URL";

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Redis URL, such as redis://[user:password@]host:port/db, rediss:// for TLS, or"
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
            description = "Maximum wait for a connection and for each reply (RQ_REDIS_TIMEOUT); default 5s.")
    private @Nullable Duration timeout;

    /**
     * Returns the Redis given by flags and environment.
     *
     * @param warn receives one line for each unsafe or ineffective setting
     * @throws UsageException if they are invalid, or a given file is unusable
     */
    public RedisConfig redis(Console console, Consumer<String> warn) {
        login.warn(warn);
        try {
            RedisConfig config = reached(console, warn);
            Duration longest = timeout(console);
            return longest == null
                    ? config
                    : config.toBuilder().timeout(longest).build();
        } catch (IllegalArgumentException e) {
            // Without the cause: the URL parser repeats the whole URL, including the password.
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the port, if given as a flag. */
    public @Nullable Integer port() {
        return place.port();
    }

    /** Returns the password given by flags or environment outside any URL; null for none. */
    public @Nullable String password(Console console) {
        return login.password(console);
    }

    /**
     * @param what the option or command that starts its own Redis
     * @throws UsageException if a flag names a different Redis
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
            throw new UsageException(what + " starts its own Redis: omit " + String.join(", ", flags));
        }
    }

    private RedisConfig reached(Console console, Consumer<String> warn) {
        String way = new Way(url != null, place, sentinel.asked(), console).chosen();
        if (!Way.isSentinel(way)) {
            sentinel.refuseWithout();
        }
        if (Way.isUrl(way)) {
            return byUrl(way, console, warn);
        }
        if (Way.isSocket(way)) {
            if (!tls.given().isEmpty()) {
                throw new UsageException(tls.given().get(0) + " and " + way
                        + " contradict each other: Redis does not speak TLS on a unix socket");
            }
            return login.on(place.unixSocket(console), console);
        }
        RedisConfig config = Way.isSentinel(way)
                ? sentinel.redis(console).toBuilder().db(place.db(console)).build()
                : place.tcp(console);
        return login.on(config, console).toBuilder()
                .tls(tls.byParts(console, warn))
                .build();
    }

    private RedisConfig byUrl(String way, Console console, Consumer<String> warn) {
        String text = url != null ? url : console.variable(URL_VARIABLE);
        RedisConfig config = RedisConfig.parse(String.valueOf(text));
        if (url != null && config.login().password() != null) {
            warn.accept("the password in --url is visible in the process list; prefer RQ_REDIS_URL");
        }
        List<String> ignored = new ArrayList<>(place.given());
        ignored.addAll(login.ignoredByUrl());
        if (!ignored.isEmpty()) {
            warn.accept(way + " overrides " + String.join(", ", ignored));
        }
        return login.onUrl(config, way).toBuilder()
                .tls(tls.byUrl(config.tls(), way, console, warn))
                .build();
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

    /**
     * Determines how to reach Redis, by the name of the flag or variable that says so; rejects two at a time.
     *
     * @param url whether the flag was given
     * @param sentinel whether the flag was given
     */
    record Way(boolean url, PlaceOptions place, boolean sentinel, Console console) {

        private static final String URL = "RQ_REDIS_URL";
        private static final String HOST_AND_PORT = "--host";

        static boolean isUrl(String way) {
            return way.equals("--url") || way.equals(URL);
        }

        static boolean isSocket(String way) {
            return way.equals("--socket") || way.equals(PlaceOptions.SOCKET_VARIABLE);
        }

        static boolean isSentinel(String way) {
            return way.equals("--sentinel") || way.equals(SentinelOptions.VARIABLE);
        }

        String chosen() {
            List<String> ways = new ArrayList<>();
            if (url) {
                ways.add("--url");
            }
            if (place.asksForSocket()) {
                ways.add("--socket");
            }
            if (sentinel) {
                ways.add("--sentinel");
            }
            List<String> hostAndPort = place.hostAndPortGiven();
            if (ways.isEmpty()) {
                return hostAndPort.isEmpty() ? byVariables() : isSet(URL) ? URL : HOST_AND_PORT;
            }
            if (!url && ways.size() == 1) {
                // A URL overrides them, as in Python, where nothing else could.
                ways.addAll(hostAndPort);
                if (isSet(URL)) {
                    ways.add(URL);
                }
            }
            return single(ways);
        }

        private String byVariables() {
            List<String> ways = new ArrayList<>();
            for (String variable : List.of(URL, PlaceOptions.SOCKET_VARIABLE, SentinelOptions.VARIABLE)) {
                if (isSet(variable)) {
                    ways.add(variable);
                }
            }
            if (ways.isEmpty()) {
                return HOST_AND_PORT;
            }
            if (isSet(PlaceOptions.HOST_VARIABLE) && !ways.get(0).equals(URL)) {
                ways.add(PlaceOptions.HOST_VARIABLE);
            }
            return single(ways);
        }

        private boolean isSet(String variable) {
            return console.variable(variable) != null;
        }

        private static String single(List<String> ways) {
            if (ways.size() > 1) {
                throw new UsageException(
                        ways.get(0) + " and " + ways.get(1) + " both say how to reach Redis: omit one of them");
            }
            return ways.get(0);
        }
    }
}
