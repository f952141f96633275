/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.embedded.RedisServerBuilder;
import dev.rqscheduler.embedded.RedisServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * A redis-server that speaks TLS on one port and plain text on another.
 *
 * @param tlsPort on 127.0.0.1
 */
public record TlsRedis(RedisServer server, int tlsPort) implements AutoCloseable {

    /**
     * @param clientsFrom the authority of the client certificates that it demands, or null to demand none
     */
    public static TlsRedis start(Certificates.Pem own, Path clientsFrom) {
        int port = freePort();
        RedisServerBuilder server = RedisServer.builder()
                .config("tls-port", Integer.toString(port))
                .config("tls-cert-file", own.certificate().toString())
                .config("tls-key-file", own.key().toString())
                .config("tls-auth-clients", clientsFrom == null ? "no" : "yes");
        if (clientsFrom != null) {
            server.config("tls-ca-cert-file", clientsFrom.toString());
        }
        try {
            return new TlsRedis(server.start(), port);
        } catch (RedisServerException e) {
            if (String.valueOf(e.getMessage()).contains("tls-port")) {
                return abort("the redis-server here is built without TLS: " + e.getMessage());
            }
            throw e;
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
