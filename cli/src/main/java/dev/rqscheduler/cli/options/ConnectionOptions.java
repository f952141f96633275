/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.redis.RedisConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Where Redis is. The names and the precedence are those of Python's rqscheduler: a flag wins over its environment variable,
 * and a URL, from either, wins over all the rest.
 */
public final class ConnectionOptions {

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Redis URL, as redis://[user:password@]host:port/db, rediss:// for TLS; overrides the other"
                    + " connection options (RQ_REDIS_URL).")
    private @Nullable String url;

    @Option(
            names = {"-H", "--host"},
            paramLabel = "HOST",
            scope = ScopeType.INHERIT,
            description = "Redis host (RQ_REDIS_HOST); default localhost.")
    private @Nullable String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            description = "Redis port (RQ_REDIS_PORT); default 6379.")
    private @Nullable Integer port;

    @Option(
            names = {"-d", "--db"},
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "Redis database number (RQ_REDIS_DB); default 0.")
    private @Nullable Integer db;

    @Option(
            names = {"-P", "--password"},
            paramLabel = "PASSWORD",
            scope = ScopeType.INHERIT,
            description = "Redis password; every user of this machine can see it in the process list, so better use"
                    + " RQ_REDIS_PASSWORD or --password-file.")
    private @Nullable String password;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File whose first line is the Redis password.")
    private @Nullable Path passwordFile;

    /**
     * The Redis that flags and environment name.
     *
     * @param warn told, in one line each, what is unsafe or has no effect
     * @throws UsageException if they cannot be understood
     */
    public RedisConfig redis(Console console, Consumer<String> warn) {
        if (password != null) {
            warn.accept("-P/--password can be seen in the process list; RQ_REDIS_PASSWORD or --password-file cannot");
        }
        try {
            String fullUrl = url != null ? url : console.variable("RQ_REDIS_URL");
            return fullUrl != null ? byUrl(fullUrl, warn) : byParts(console);
        } catch (IllegalArgumentException e) {
            // Without the cause: the parser of URLs repeats the whole of it, password and all.
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** The port, where it was given as a flag. */
    public @Nullable Integer port() {
        return port;
    }

    /** The password that flags or environment give on their own, outside of any URL; null for none. */
    public @Nullable String password(Console console) {
        if (passwordFile != null) {
            return PasswordFile.read(passwordFile);
        }
        return password != null ? password : console.variable("RQ_REDIS_PASSWORD");
    }

    /**
     * @param what what brings a Redis of its own
     * @throws UsageException if a flag names another Redis than that
     */
    public void refuseOtherRedis(String what) {
        List<String> flags = new ArrayList<>(partsGiven());
        flags.remove("--port");
        if (url != null) {
            flags.add("--url");
        }
        if (!flags.isEmpty()) {
            throw new UsageException(
                    what + " starts a Redis of its own: " + String.join(", ", flags) + " would name another");
        }
    }

    private RedisConfig byUrl(String fullUrl, Consumer<String> warn) {
        RedisConfig config = RedisConfig.parse(fullUrl);
        if (url != null && config.password() != null) {
            warn.accept("the password in --url can be seen in the process list; RQ_REDIS_URL cannot");
        }
        List<String> ignored = new ArrayList<>(partsGiven());
        if (password != null) {
            ignored.add("--password");
        }
        if (!ignored.isEmpty()) {
            warn.accept((url != null ? "--url" : "RQ_REDIS_URL") + " overrides " + String.join(", ", ignored));
        }
        return passwordFile == null ? config : config.withPassword(PasswordFile.read(passwordFile));
    }

    private RedisConfig byParts(Console console) {
        String hostName = host != null ? host : console.variable("RQ_REDIS_HOST");
        return new RedisConfig(
                hostName == null ? RedisConfig.DEFAULT.host() : hostName,
                number(port, console, "RQ_REDIS_PORT", RedisConfig.DEFAULT.port()),
                number(db, console, "RQ_REDIS_DB", RedisConfig.DEFAULT.db()),
                null,
                password(console),
                false,
                RedisConfig.DEFAULT.timeout());
    }

    private List<String> partsGiven() {
        List<String> given = new ArrayList<>();
        if (host != null) {
            given.add("--host");
        }
        if (port != null) {
            given.add("--port");
        }
        if (db != null) {
            given.add("--db");
        }
        return given;
    }

    private static int number(@Nullable Integer flag, Console console, String variable, int otherwise) {
        if (flag != null) {
            return flag;
        }
        String text = console.variable(variable);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new UsageException("environment variable " + variable + " must be a number, not \"" + text + "\"", e);
        }
    }
}
