/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Redis by host and port or by unix socket, and its database. */
final class PlaceOptions {

    static final String SOCKET_VARIABLE = "RQ_REDIS_SOCKET";
    static final String HOST_VARIABLE = "RQ_REDIS_HOST";

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
            names = "--socket",
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "Redis unix socket, instead of host and port (RQ_REDIS_SOCKET).")
    private @Nullable Path socket;

    @Nullable
    Integer port() {
        return port;
    }

    boolean asksForSocket() {
        return socket != null;
    }

    RedisConfig tcp(Console console) {
        String name = host != null ? host : console.variable(HOST_VARIABLE);
        return RedisConfig.tcp(name == null ? "localhost" : name, number(port, console, "RQ_REDIS_PORT", 6379))
                .toBuilder()
                .db(db(console))
                .build();
    }

    RedisConfig unixSocket(Console console) {
        Path path = socket != null ? socket : Path.of(String.valueOf(console.variable(SOCKET_VARIABLE)));
        return RedisConfig.unixSocket(path.toAbsolutePath()).toBuilder()
                .db(db(console))
                .build();
    }

    int db(Console console) {
        return number(db, console, "RQ_REDIS_DB", 0);
    }

    List<String> hostAndPortGiven() {
        List<String> given = new ArrayList<>();
        GivenOptions.with(host, value -> given.add("--host"));
        GivenOptions.with(port, value -> given.add("--port"));
        return given;
    }

    List<String> given() {
        List<String> given = hostAndPortGiven();
        GivenOptions.with(db, value -> given.add("--db"));
        GivenOptions.with(socket, value -> given.add("--socket"));
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
