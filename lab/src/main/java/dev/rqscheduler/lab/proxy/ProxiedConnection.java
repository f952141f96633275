/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.proxy;

import dev.rqscheduler.lab.resp.CommandReader;
import dev.rqscheduler.lab.resp.RespCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection and the corresponding one to Redis, with a thread for each direction. Requests are read command by
 * command, so that a fault can hit a particular call; replies are passed on as they arrive, since a client that waits for each
 * reply before it sends again receives only the reply to its last call.
 */
final class ProxiedConnection {

    private final Socket client;
    private final @Nullable Socket server;
    private final NetworkConditions conditions;
    private final SplittableRandom random;
    private volatile boolean swallowing;
    private volatile boolean losingReply;

    /**
     * @param server null for a connection that leads nowhere
     * @param random for the jitter of replies
     */
    ProxiedConnection(Socket client, @Nullable Socket server, NetworkConditions conditions, SplittableRandom random) {
        this.client = client;
        this.server = server;
        this.conditions = conditions;
        this.random = random;
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
                        // One side is closed; close the other.
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
        for (RespCommand command = reader.next(); command != null; command = reader.next()) {
            Socket there = server;
            if (swallowing || there == null) {
                continue;
            }
            conditions.delayRequest();
            Optional<CallTrap> trap = conditions.trapFor(command);
            if (trap.isPresent()) {
                switch (trap.get().action()) {
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

    private void passReplies() throws IOException {
        if (server == null) {
            return;
        }
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[1 << 17];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            if (losingReply) {
                reset();
                return;
            }
            conditions.delayReply(random);
            // Whatever arrives during a delay goes with it, like the parts of a long reply.
            while (length < buffer.length && in.available() > 0) {
                length += in.read(buffer, length, buffer.length - length);
            }
            if (!swallowing) {
                out.write(buffer, 0, length);
                out.flush();
            }
        }
    }

    /** Passes on nothing from now on, permanently, as if the peer's machine had lost power. */
    void swallow() {
        swallowing = true;
    }

    /** The port by which Redis identifies the client, or 0. */
    int portAtRedis() {
        return server == null ? 0 : server.getLocalPort();
    }

    boolean isClosed() {
        return client.isClosed();
    }

    /** Closes both sides with a TCP reset. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            if (server != null) {
                server.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // Already closed, as intended.
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
            return; // a socket that cannot be closed is no longer usable anyway
        }
    }

    private interface Direction {
        void run() throws IOException, InterruptedException;
    }
}
