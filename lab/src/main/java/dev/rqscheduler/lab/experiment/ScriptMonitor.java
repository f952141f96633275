/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens to Redis's MONITOR and attributes the commands of scripts to clients: a script's commands follow it, and the client is
 * identified by its port. So a move is attributed to a process without relying on any process.
 */
public final class ScriptMonitor implements Closeable {

    private static final Pattern LINE = Pattern.compile("\\+?([0-9.]+) \\[\\d+ ([^\\]]+)\\] \"([^\"]*)\"(?: (.*))?");

    /** Only scripts that move jobs have the schedule and the lock as their first keys. */
    private static final Pattern MOVE_SCRIPT =
            Pattern.compile("\"[0-9a-f]{40}\" \"\\d+\" \"rq:scheduler:scheduled_jobs\" \"rq:scheduler_lock\" .*");

    private static final String LUA = "lua";

    private final Socket socket;
    private final BufferedReader in;
    private final Map<Integer, Counts> byPort = new HashMap<>();
    private Optional<Counts> current = Optional.empty();

    /** The counts of one client. */
    private static final class Counts {
        private long scripts;
        private long moveScripts;
        private long pushes;
    }

    /**
     * The counts of several clients.
     *
     * @param scripts number of scripts called
     * @param moveScripts number of those that move jobs
     * @param pushes number of pushes to queues by those scripts
     */
    public record Sum(long scripts, long moveScripts, long pushes) {
        public Sum minus(Sum before) {
            return new Sum(scripts - before.scripts, moveScripts - before.moveScripts, pushes - before.pushes);
        }
    }

    private ScriptMonitor(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1 << 16);
    }

    /** Starts listening, as the default user. */
    public static ScriptMonitor start(int redisPort) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), redisPort);
            socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
            ScriptMonitor monitor = new ScriptMonitor(socket);
            String answer = monitor.in.readLine();
            if (!"+OK".equals(answer)) {
                throw new IOException("unexpected reply to MONITOR: " + answer);
            }
            Thread thread = new Thread(monitor::listen, "monitor");
            thread.setDaemon(true);
            thread.start();
            return monitor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                handle(line);
            }
        } catch (IOException e) {
            // The socket was closed, or Redis has stopped.
        }
    }

    /** Handles a line such as {@code 1700000000.123456 [0 127.0.0.1:54321] "EVALSHA" "..." "6" "..."}. */
    synchronized void handle(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        String client = matcher.group(2);
        String command = matcher.group(3).toUpperCase(Locale.ROOT);
        String rest = Optional.ofNullable(matcher.group(4)).orElse("");
        if (client.equals(LUA)) {
            boolean push = command.endsWith("PUSH") && rest.startsWith("\"rq:queue:");
            current.filter(counts -> push).ifPresent(counts -> counts.pushes++);
            return;
        }
        current = Optional.empty();
        if (!command.startsWith("EVAL")) {
            return;
        }
        int port = Integer.parseInt(client.substring(client.lastIndexOf(':') + 1));
        Counts counts = byPort.computeIfAbsent(port, key -> new Counts());
        counts.scripts++;
        if (MOVE_SCRIPT.matcher(rest).matches()) {
            counts.moveScripts++;
        }
        current = Optional.of(counts);
    }

    /** Returns the counts so far of clients with these ports. */
    public synchronized Sum of(Set<Integer> ports) {
        long scripts = 0;
        long moveScripts = 0;
        long pushes = 0;
        for (int port : ports) {
            Counts counts = byPort.get(port);
            if (counts != null) {
                scripts += counts.scripts;
                moveScripts += counts.moveScripts;
                pushes += counts.pushes;
            }
        }
        return new Sum(scripts, moveScripts, pushes);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
