/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One run of a redis-server, from its start to its end. */
final class ServerProcess {
    /** The messages of glibc and of musl, with which the bundled Linux binaries are built. */
    private static final Pattern PORT_IN_USE = Pattern.compile("Address (already )?in use");

    /** The messages of Redis 7.0 to 8 and of Valkey for files they cannot read. */
    private static final Pattern UNREADABLE = Pattern.compile("Can't handle RDB format version"
            + "|Wrong signature trying to load DB from file"
            + "|reading the append only file"
            + "|Fatal error loading the DB"
            + "|Internal error in RDB reading");

    private static final int TAIL_LINES = 12;
    private static final long TAIL_BYTES = 64 * 1024;
    /**
     * Most servers have ended by then; only for the others is it worth a process to resume one that may be suspended.
     */
    private static final Duration USUAL_STOP = Duration.ofMillis(500);

    private static final Pattern VERSION = Pattern.compile("(Redis|Valkey) version=([^,\\s]+)");

    private final Process process;
    private final int port;
    private final Path log;
    private String version = "unknown";

    private ServerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts the server and waits until it answers. If it does not, nothing is left running.
     *
     * @throws PortInUseException if another process has the port
     * @throws RedisServerException for every other reason, with the last lines of the log
     */
    static ServerProcess start(RedisBinary binary, ServerConfig config, int port, Duration patience) {
        var log = config.folder().resolve("redis-server.log");
        var command = inOwnSession(
                RedisBinary.SearchPath.ofEnvironment(), List.of(binary.path().toString(), "-"));
        ServerProcess server;
        try {
            server = new ServerProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    port,
                    log);
        } catch (IOException e) {
            throw new RedisServerException("cannot start " + binary + ": " + e.getMessage(), e);
        }
        boolean ready = false;
        try {
            server.configure(config.text(port));
            server.awaitReady(binary, config, patience);
            ready = true;
            return server;
        } finally {
            if (!ready) {
                server.kill();
            }
        }
    }

    private void configure(String text) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A broken pipe: it ended before it read anything. awaitReady says why, from its log.
            return;
        }
    }

    private void awaitReady(RedisBinary binary, ServerConfig config, Duration patience) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < patience.toNanos()) {
            if (!process.isAlive()) {
                var tail = tail();
                if (PORT_IN_USE.matcher(tail).find()) {
                    throw new PortInUseException(port, tail);
                }
                if (UNREADABLE.matcher(tail).find()) {
                    // Its own advice is to truncate what it cannot read, which may be everything.
                    throw new RedisServerException(binary + " cannot read the data in " + config.folder()
                            + ": it is damaged, or was written by a different server. Restore that directory from a backup, or"
                            + " use another; the server's log is " + log);
                }
                throw new RedisServerException(binary + " exited immediately with status " + process.exitValue()
                        + ". Last lines of its log:\n" + tail);
            }
            if (isReady(config)) {
                return;
            }
            pause();
        }
        throw new RedisServerException(binary + " did not answer on port " + port + " within " + patience.toSeconds()
                + " s. Last lines of its log:\n" + tail());
    }

    private boolean isReady(ServerConfig config) {
        ReadinessProbe.Answer answer;
        try {
            answer = ReadinessProbe.ask(config.host(), port, config.password());
        } catch (IOException e) {
            return false;
        }
        if (!answer.ready()) {
            return false;
        }
        var pid = answer.pid();
        // Another server may have taken the port between our choice and the bind: a PONG alone proves nothing.
        boolean ours = pid != null ? pid == process.pid() : tail().contains("Ready to accept connections");
        if (ours) {
            var asked = answer.version();
            version = asked != null ? asked : versionInLog();
        }
        return ours;
    }

    private String versionInLog() {
        var matcher = VERSION.matcher(tail(Integer.MAX_VALUE));
        return matcher.find() ? matcher.group(1) + " " + matcher.group(2) : "unknown";
    }

    private String tail() {
        return tail(TAIL_LINES);
    }

    private String tail(int lines) {
        try (var file = Files.newByteChannel(log)) {
            var bytes = ByteBuffer.allocate((int) Math.min(TAIL_BYTES, file.size()));
            file.position(file.size() - bytes.capacity());
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
            var all = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Ends the server with SIGTERM, which lets it save its data; kills it after {@code patience}. */
    void stop(Duration patience) {
        process.destroy();
        if (waitFor(USUAL_STOP)) {
            return;
        }
        try {
            signal("CONT"); // a suspended process gets SIGTERM only when it goes on
        } catch (RedisServerException e) {
            // It may be busy writing its files; if it is suspended, killing it is what remains.
        }
        if (!waitFor(patience)) {
            kill();
        }
    }

    /** Ends the server as kill -9 does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(10));
    }

    private boolean waitFor(Duration patience) {
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true; // an interrupt must not leave a server behind; the caller sees it afterwards
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisServerException("interrupted while the server started", e);
        }
    }

    /**
     * Sends a signal, such as STOP; Java itself knows only TERM and KILL. Uses the kill built into every shell: the
     * program of that name is in a package (procps) that small images omit.
     */
    void signal(String name) {
        if (!process.isAlive()) {
            return;
        }
        try {
            var kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            new ServerProcess(kill, 0, log).waitFor(Duration.ofSeconds(5));
        } catch (IOException e) {
            throw new RedisServerException("cannot run /bin/sh to send SIG" + name + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    String version() {
        return version;
    }

    /**
     * Returns a command that starts a child outside the terminal's foreground process group. Ctrl-C is sent to every process
     * of that group, and redis-server exits immediately when it gets it, while the scheduler in this JVM still has a batch
     * to finish.
     *
     * <p>The required prefix is setsid on Linux; elsewhere perl, which macOS has. Both replace themselves with the command,
     * so the process id stays the child's. Without either the child gets Ctrl-C.
     */
    static List<String> inOwnSession(RedisBinary.SearchPath searchPath, List<String> command) {
        var words = new ArrayList<String>();
        var setsid = searchPath.find("setsid");
        var perl = searchPath.find("perl");
        if (setsid.isPresent()) {
            words.add(setsid.get().toString());
        } else if (perl.isPresent()) {
            words.addAll(List.of(
                    perl.get().toString(), "-e", "setpgrp(0, 0); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\\n\""));
        }
        words.addAll(command);
        return words;
    }

    /** Thrown if the server could not listen because another process uses the port. */
    static final class PortInUseException extends RedisServerException {
        private static final long serialVersionUID = 1L;

        PortInUseException(int port, String log) {
            super("port " + port
                    + " is in use by another process; choose another, or 0 for a free one. Last lines of the"
                    + " server's log:\n" + log);
        }
    }
}
