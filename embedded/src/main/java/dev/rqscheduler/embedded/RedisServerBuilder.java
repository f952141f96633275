/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds a private server. By default: a free port on 127.0.0.1, no password, no persistence. */
public final class RedisServerBuilder {
    int port;
    String bind = "127.0.0.1";

    @Nullable
    Path folder;

    @Nullable
    Boolean appendOnly;

    @Nullable
    String password;

    @Nullable
    Path unixSocket;

    final List<List<String>> extra = new ArrayList<>();
    boolean stopOnExit = true;

    @Nullable
    String binary = setting();

    RedisBinary.SearchPath searchPath = RedisBinary.SearchPath.ofEnvironment();
    IntUnaryOperator freePort = FreePort::choose;

    RedisServerBuilder() {}

    private static @Nullable String setting() {
        var property = System.getProperty(RedisBinary.SETTING);
        return property != null ? property : System.getenv(RedisBinary.SETTING);
    }

    /** Sets the TCP port, 1 to 65535; 0, the default, picks a free one. */
    public RedisServerBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
        }
        this.port = port;
        return this;
    }

    /** Sets the address to listen on; 127.0.0.1 by default, which no other machine can reach. */
    public RedisServerBuilder bind(String address) {
        this.bind = Objects.requireNonNull(address);
        return this;
    }

    /**
     * Sets the data folder, created if missing. Every acknowledged write is in its append-only file before the reply,
     * so data survives {@code kill -9} of the server. Without a folder, a temporary one is used and deleted.
     */
    public RedisServerBuilder folder(Path folder) {
        this.folder = folder.toAbsolutePath();
        return this;
    }

    /**
     * Sets whether data outlives the server's process, so that it survives {@link RedisServer#restart()}. By default it
     * does in a named folder but not in a temporary one.
     */
    public RedisServerBuilder appendOnly(boolean appendOnly) {
        this.appendOnly = appendOnly;
        return this;
    }

    /** Sets the password of the default user. It is never a process argument. */
    public RedisServerBuilder password(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the password is empty");
        }
        this.password = password;
        return this;
    }

    /** Sets a Unix socket to listen on in addition to the port. */
    public RedisServerBuilder unixSocket(Path socket) {
        this.unixSocket = socket.toAbsolutePath();
        return this;
    }

    /** Adds a line to redis.conf, such as {@code config("maxmemory", "100mb")}; it overrides earlier settings. */
    public RedisServerBuilder config(String directive, String... values) {
        if (!directive.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("not the name of a redis.conf directive: " + directive);
        }
        var words = new ArrayList<String>();
        words.add(directive);
        words.addAll(List.of(values));
        extra.add(List.copyOf(words));
        return this;
    }

    /**
     * Sets whether a shutdown hook closes the server; true by default. Hooks run concurrently, so a program whose own
     * hook still needs Redis sets false and closes the server at the end of that hook. Even then the server ends with
     * the JVM at the latest.
     */
    public RedisServerBuilder stopOnExit(boolean stopOnExit) {
        this.stopOnExit = stopOnExit;
        return this;
    }

    /** Sets the executable to run, instead of searching for one. */
    public RedisServerBuilder binary(Path binary) {
        this.binary = binary.toString();
        return this;
    }

    /** Sets the folders to search for an installed server, separated as in PATH; empty: use the bundled one. */
    public RedisServerBuilder searchPath(String folders) {
        this.searchPath = new RedisBinary.SearchPath(folders);
        this.binary = null;
        return this;
    }

    /**
     * Starts the server and returns when it answers, after 10 seconds at most.
     *
     * @throws RedisServerException if it does not; nothing is left running, and the message has the end of its log
     */
    public RedisServer start() {
        return RedisServer.start(this);
    }

    /** Chooses an unused TCP port. Another process may take it right afterwards, so the choice is only a proposal. */
    static final class FreePort {
        private FreePort() {}

        /** Returns a free port, for any number of attempts. */
        static int choose(int attempt) {
            try (var socket = new ServerSocket()) {
                // On all addresses, since the server may be configured to bind to any.
                socket.bind(new InetSocketAddress(0));
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new RedisServerException("no free TCP port: " + e.getMessage(), e);
            }
        }
    }
}
