/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server, and can make connections go silent without closing them, as a lost route does. */
public final class SilentRelay implements AutoCloseable {

    private final ServerSocket listening;
    private final int serverPort;
    private final List<Pair> pairs = new CopyOnWriteArrayList<>();

    private SilentRelay(ServerSocket listening, int serverPort) {
        this.listening = listening;
        this.serverPort = serverPort;
    }

    public static SilentRelay to(int serverPort) {
        try {
            var relay = new SilentRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
            daemon(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing passes over the connections that stand; new ones work. */
    public void silence() {
        pairs.forEach(pair -> pair.silent = true);
    }

    @Override
    public void close() {
        close(listening);
        pairs.forEach(Pair::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                var pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
                pairs.add(pair);
                daemon(() -> pair.copy(pair.client, pair.server));
                daemon(() -> pair.copy(pair.server, pair.client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close a socket", e);
        }
    }

    private static final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean silent;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void copy(Socket from, Socket to) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (!silent) {
                        out.write(buffer, 0, n);
                    }
                }
            } catch (IOException ended) {
                // The other side is told below.
            }
            if (!silent) {
                close();
            }
        }

        void close() {
            SilentRelay.close(client);
            SilentRelay.close(server);
        }
    }
}
