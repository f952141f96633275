/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses a TCP port that nobody listens on. Somebody may take it the moment after, so the choice is only a proposal. */
final class FreePort {
    private FreePort() {}

    /** A free port, whatever the number of the attempt. */
    static int choose(int attempt) {
        try (var socket = new ServerSocket()) {
            // On all addresses, as the server may be told to bind to any.
            socket.bind(new InetSocketAddress(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new RedisServerException("no free TCP port: " + e.getMessage(), e);
        }
    }
}
