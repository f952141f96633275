/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.watch;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens to Redis's MONITOR and tells whose script did what: the commands of a script follow it, and a script is its
 * client's, known by its port. So a move is laid to a process without asking any process.
 */
public final class Monitor implements Closeable {

    private static final Pattern LINE = Pattern.compile("\\+?([0-9.]+) \\[\\d+ ([^\\]]+)\\] \"([^\"]*)\"(?: (.*))?");

    /** Only scripts that move jobs are given the schedule and the lock as their first keys. */
    private static final Pattern MOVE_SCRIPT =
            Pattern.compile("\"[0-9a-f]{40}\" \"\\d+\" \"rq:scheduler:scheduled_jobs\" \"rq:scheduler_lock\" .*");

    private static final String LUA = "lua";

    private final Socket socket;
    private final BufferedReader in;
    private final Map<Integer, Deeds> byPort = new HashMap<>();
    private Optional<Deeds> current = Optional.empty();

    /** What one client did. */
    private static final class Deeds {
        private long scripts;
        private long moveScripts;
        private long pushes;
    }

    /**
     * What several clients did, added up.
     *
     * @param scripts how many scripts they called
     * @param moveScripts how many of these were such as move jobs
     * @param pushes how many pushes on queues their scripts made
     */
    public record Sum(long scripts, long moveScripts, long pushes) {
        public Sum minus(Sum before) {
            return new Sum(scripts - before.scripts, moveScripts - before.moveScripts, pushes - before.pushes);
        }
    }

    private Monitor(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1 << 16);
    }

    /** Listens from now on, with the rights of the default user. */
    public static Monitor start(int redisPort) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), redisPort);
            socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
            Monitor monitor = new Monitor(socket);
            String answer = monitor.in.readLine();
            if (!"+OK".equals(answer)) {
                throw new IOException("MONITOR was answered with " + answer);
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
                hear(line);
            }
        } catch (IOException e) {
            // The socket was closed, or Redis has ended.
        }
    }

    /** One line, as {@code 1700000000.123456 [0 127.0.0.1:54321] "EVALSHA" "..." "6" "..."}. */
    synchronized void hear(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        String client = matcher.group(2);
        String command = matcher.group(3).toUpperCase(java.util.Locale.ROOT);
        String rest = Optional.ofNullable(matcher.group(4)).orElse("");
        if (client.equals(LUA)) {
            boolean push = command.endsWith("PUSH") && rest.startsWith("\"rq:queue:");
            current.filter(deeds -> push).ifPresent(deeds -> deeds.pushes++);
            return;
        }
        current = Optional.empty();
        if (!command.startsWith("EVAL")) {
            return;
        }
        int port = Integer.parseInt(client.substring(client.lastIndexOf(':') + 1));
        Deeds deeds = byPort.computeIfAbsent(port, key -> new Deeds());
        deeds.scripts++;
        if (MOVE_SCRIPT.matcher(rest).matches()) {
            deeds.moveScripts++;
        }
        current = Optional.of(deeds);
    }

    /** What clients with these ports have done so far. */
    public synchronized Sum of(Set<Integer> ports) {
        long scripts = 0;
        long moveScripts = 0;
        long pushes = 0;
        for (int port : ports) {
            Deeds deeds = byPort.get(port);
            if (deeds != null) {
                scripts += deeds.scripts;
                moveScripts += deeds.moveScripts;
                pushes += deeds.pushes;
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
