/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A private, real redis-server, run as a child process: the one named by the system property or environment variable
 * {@code RQSCHEDULER_REDIS_SERVER}, else {@code redis-server} or {@code valkey-server} on PATH, else a bundled one for
 * Linux (x86, arm64) and macOS. It ends with {@link #close()} or with this JVM, whichever is first. The terminal's
 * Ctrl-C does not reach it. Safe for use by several threads.
 */
public final class RedisServer implements Closeable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final int PORT_ATTEMPTS = 10;

    private final RedisBinary binary;
    private final DataFolder folder;
    private final ServerConfig config;
    private final int port;
    private final @Nullable Thread hook;
    private ServerProcess process;
    private ServerWatchdog watchdog;
    private boolean closed;

    private RedisServer(RedisBinary binary, DataFolder folder, ServerConfig config, RedisServerBuilder wishes) {
        this.binary = binary;
        this.folder = folder;
        this.config = config;
        var started = firstStart(wishes);
        this.process = started;
        this.port = started.port();
        this.watchdog = watch(started);
        this.hook = wishes.stopOnExit ? new Thread(this::closeQuietly, "stop redis-server") : null;
        if (hook != null) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    /** Returns a builder for a server. */
    public static RedisServerBuilder builder() {
        return new RedisServerBuilder();
    }

    /**
     * Starts a server on a free port, without persistence.
     *
     * @throws RedisServerException if there is none, or it does not answer within 10 seconds
     */
    public static RedisServer start() {
        return builder().start();
    }

    static RedisServer start(RedisServerBuilder wishes) {
        RedisBinary binary = null;
        DataFolder folder = null;
        RedisServer server = null;
        try {
            folder = wishes.folder == null ? DataFolder.temporary() : DataFolder.named(wishes.folder);
            binary = folder.isTemporary()
                    ? RedisBinary.find(wishes.binary, wishes.searchPath)
                    : RedisBinary.find(wishes.binary, wishes.searchPath, folder.path());
            boolean appendOnly = wishes.appendOnly != null ? wishes.appendOnly : !folder.isTemporary();
            var config = new ServerConfig(
                    folder.path(), wishes.bind, wishes.password, wishes.unixSocket, appendOnly, wishes.extra);
            server = new RedisServer(binary, folder, config, wishes);
            if (!folder.isTemporary()) {
                StoredData.note(folder.path(), server.version());
            }
            return server;
        } finally {
            if (server == null) {
                release(binary, folder);
            }
        }
    }

    private ServerProcess firstStart(RedisServerBuilder wishes) {
        if (wishes.port != 0) {
            return ServerProcess.start(binary, config, wishes.port, START_PATIENCE);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return ServerProcess.start(binary, config, wishes.freePort.applyAsInt(attempt), START_PATIENCE);
            } catch (ServerProcess.PortInUseException e) {
                if (attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private ServerWatchdog watch(ServerProcess started) {
        var temporary = new ArrayList<Path>();
        if (folder.isTemporary()) {
            temporary.add(folder.path());
        }
        if (binary.unpacked()) {
            temporary.add(binary.folder());
        }
        try {
            return ServerWatchdog.over(started.pid(), temporary);
        } catch (IOException e) {
            started.kill();
            throw new RedisServerException("cannot run /bin/sh to supervise redis-server: " + e.getMessage(), e);
        }
    }

    /** Returns the TCP port; the same after a restart. */
    public int port() {
        return port;
    }

    /**
     * Returns the address for clients on this machine, {@code redis://[:password@]host:port/0}, with the password in
     * it.
     */
    public String uri() {
        var password = config.password();
        var user = password == null
                ? ""
                : ":" + URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20") + "@";
        var host = config.host();
        return "redis://" + user + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/0";
    }

    /** Returns the process id of the running server, or of the last one. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Returns the version, such as {@code Redis 7.0.15} or {@code Valkey 8.1.0}. */
    public synchronized String version() {
        return process.version();
    }

    /** Returns the folder of the server's files, including its log ({@code redis-server.log}). */
    public Path folder() {
        return folder.path();
    }

    /** Describes the executable and its origin: {@code /usr/bin/redis-server (PATH)}. */
    public String binary() {
        return binary.toString();
    }

    /** Returns whether the server's process is alive; a suspended one is. */
    public synchronized boolean isRunning() {
        return process.isAlive();
    }

    /** Ends the server as SIGTERM does; it saves its data if it is persistent. Does nothing if it has ended. */
    public synchronized void stop() {
        process.stop(STOP_PATIENCE);
        watchdog.dismiss();
    }

    /** Ends the server as {@code kill -9} does. */
    public synchronized void kill() {
        process.kill();
        watchdog.dismiss();
    }

    /**
     * Starts the server again, with the same port and files; one that runs is stopped first. Data are the same only if
     * the server keeps them: see {@link RedisServerBuilder#appendOnly}.
     *
     * @throws RedisServerException if it does not answer within 10 seconds, for example because the port is in use
     */
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException("this redis-server has been closed");
        }
        stop();
        process = ServerProcess.start(binary, config, port, START_PATIENCE);
        watchdog = watch(process);
    }

    /** Suspends the server (SIGSTOP): connections stay, without answers. For tests of stalls. */
    public synchronized void suspend() {
        process.signal("STOP");
    }

    /** Resumes a suspended server. */
    public synchronized void resume() {
        process.signal("CONT");
    }

    /** Stops the server and deletes temporary files. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            stop();
            release(binary, folder);
        }
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                return; // the JVM is on its way down, and this may be that very hook
            }
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (RuntimeException e) {
            return; // at exit there is no one left to report to; the watchdog still ends the process
        }
    }

    private static void release(@Nullable RedisBinary binary, @Nullable DataFolder folder) {
        try {
            if (binary != null && binary.unpacked()) {
                DataFolder.delete(binary.folder());
            }
            if (folder != null) {
                folder.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the temporary files of redis-server", e);
        }
    }

    @Override
    public String toString() {
        return binary + " on port " + port;
    }
}
