/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a private server is to run. Without any call: a free port on 127.0.0.1, no password, nothing kept. */
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

    SearchPath searchPath = SearchPath.ofEnvironment();
    IntUnaryOperator freePort = FreePort::choose;

    RedisServerBuilder() {}

    private static @Nullable String setting() {
        var property = System.getProperty(RedisBinary.SETTING);
        return property != null ? property : System.getenv(RedisBinary.SETTING);
    }

    /** The TCP port, 1 to 65535; 0, the default, takes a free one. */
    public RedisServerBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
        }
        this.port = port;
        return this;
    }

    /** The address to listen on; 127.0.0.1 by default, which no other machine can reach. */
    public RedisServerBuilder bind(String address) {
        this.bind = Objects.requireNonNull(address);
        return this;
    }

    /**
     * A folder to keep the data in, made if it is not there. Every acknowledged write is in its append-only file before
     * the reply, so data survive {@code kill -9} of the server. Without a folder, a temporary one is used and deleted.
     */
    public RedisServerBuilder folder(Path folder) {
        this.folder = folder.toAbsolutePath();
        return this;
    }

    /**
     * Whether data outlive the server's process, so that they are there after {@link RedisServer#restart()}. By default
     * they do in a named folder and do not in a temporary one.
     */
    public RedisServerBuilder appendOnly(boolean appendOnly) {
        this.appendOnly = appendOnly;
        return this;
    }

    /** The password of the default user. It is never an argument of a process. */
    public RedisServerBuilder password(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the password is empty");
        }
        this.password = password;
        return this;
    }

    /** A Unix socket to listen on besides the port. */
    public RedisServerBuilder unixSocket(Path socket) {
        this.unixSocket = socket.toAbsolutePath();
        return this;
    }

    /** One more line of redis.conf, such as {@code config("maxmemory", "100mb")}; it overrides what is set before. */
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
     * Whether a shutdown hook closes the server; true by default. Hooks run at the same time, so a program whose own
     * hook still needs Redis says false and closes the server at the end of that hook. Even then the server ends with
     * the JVM at the latest.
     */
    public RedisServerBuilder stopOnExit(boolean stopOnExit) {
        this.stopOnExit = stopOnExit;
        return this;
    }

    /** The executable to run, instead of looking for one. */
    public RedisServerBuilder binary(Path binary) {
        this.binary = binary.toString();
        return this;
    }

    /** Folders to look for an installed server in, separated as in PATH; empty: use the bundled one. */
    public RedisServerBuilder searchPath(String folders) {
        this.searchPath = new SearchPath(folders);
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
}
