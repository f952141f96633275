/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses an unused TCP port. Another process may take it right afterwards, so the choice is only a proposal. */
final class FreePort {
    private FreePort() {}

    /** Returns a free port, for any number of attempts. */
    static int choose(int attempt) {
        try (var socket = new ServerSocket()) {
            // On all addresses, since the server may be configured to bind to any.
            socket.bind(new InetSocketAddress(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new RedisServerException("no free TCP port: " + e.getMessage(), e);
        }
    }
}
