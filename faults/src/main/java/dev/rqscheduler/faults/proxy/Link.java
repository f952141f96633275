/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.proxy;

import dev.rqscheduler.faults.resp.Command;
import dev.rqscheduler.faults.resp.CommandReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client and the one to Redis that belongs to it, with a thread for each direction. Requests are read
 * command by command, so that a fault can hit a certain call; replies are passed on as they come: a client that waits for
 * its reply before it sends again gets nothing but the reply of its last call.
 */
final class Link {

    private final Socket client;
    private final @Nullable Socket server;
    private final Weather weather;
    private volatile boolean swallowing;
    private volatile boolean losingReply;

    /**
     * @param server null for a connection that leads nowhere
     */
    Link(Socket client, @Nullable Socket server, Weather weather) {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.swallowing = server == null;
    }

    void start(String name) {
        spawn(name + " requests", this::passRequests);
        if (server != null) {
            spawn(name + " replies", this::passReplies);
        }
    }

    private void spawn(String name, Direction direction) {
        Thread thread = new Thread(
                () -> {
                    try {
                        direction.run();
                    } catch (IOException e) {
                        // One side has gone; so goes the other.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        close();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void passRequests() throws IOException, InterruptedException {
        CommandReader reader = new CommandReader(client.getInputStream());
        for (Command command = reader.next(); command != null; command = reader.next()) {
            Socket there = server;
            if (swallowing || there == null) {
                continue;
            }
            weather.travel();
            Optional<CallTrap> trap = weather.strikes(command);
            if (trap.isPresent()) {
                switch (trap.get().blow()) {
                    case LOSE_REQUEST -> {
                        reset();
                        return;
                    }
                    case LOSE_REPLY -> losingReply = true;
                    case HOLD_REQUEST -> trap.get().awaitRelease();
                }
            }
            if (!swallowing) {
                OutputStream out = there.getOutputStream();
                out.write(command.encoded());
                out.flush();
            }
        }
    }

    private void passReplies() throws IOException, InterruptedException {
        if (server == null) {
            return;
        }
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            if (losingReply) {
                reset();
                return;
            }
            weather.travel();
            if (!swallowing) {
                out.write(buffer, 0, length);
                out.flush();
            }
        }
    }

    /** From now on this link leads nowhere, as one whose peer's machine has lost its power: for good. */
    void swallow() {
        swallowing = true;
    }

    /** The port by which Redis knows the client, or 0. */
    int portAtRedis() {
        return server == null ? 0 : server.getLocalPort();
    }

    boolean isClosed() {
        return client.isClosed();
    }

    /** Ends it with a TCP reset on both sides. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            if (server != null) {
                server.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // It is closed already, which is what is wanted.
        }
        close();
    }

    private void close() {
        closeQuietly(client);
        if (server != null) {
            closeQuietly(server);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // a socket that cannot be closed is of no use to anybody any more
        }
    }

    private interface Direction {
        void run() throws IOException, InterruptedException;
    }
}
