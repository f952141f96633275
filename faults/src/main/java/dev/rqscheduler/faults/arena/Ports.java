/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports that stay free while nobody listens on them: from below the range out of which the system takes the
 * ports of outgoing connections. From within that range a Redis that restarts may find its port taken, and a client that
 * knocks at it again and again may even reach itself.
 */
final class Ports {

    private static final int FIRST = 15_000;
    private static final int END = 30_000;
    private static final int ATTEMPTS = 1_000;

    private Ports() {}

    static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                // Taken: another one.
            }
        }
        throw new IllegalStateException("no free TCP port between " + FIRST + " and " + END);
    }
}
