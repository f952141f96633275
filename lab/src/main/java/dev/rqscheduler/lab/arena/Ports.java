/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports that stay free while nothing listens on them: below the range from which the system takes the ports of
 * outgoing connections. Inside that range a restarting Redis may find its port taken, and a client that keeps reconnecting may
 * even connect to itself.
 */
public final class Ports {

    private static final int FIRST = 15_000;
    private static final int END = 30_000;
    private static final int ATTEMPTS = 1_000;

    private Ports() {}

    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                // Taken: try another port.
            }
        }
        throw new IllegalStateException("no free TCP port between " + FIRST + " and " + END);
    }
}
