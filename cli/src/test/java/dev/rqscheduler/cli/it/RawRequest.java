/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as no honest client would send it: every line of it is the test's. */
final class RawRequest {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private final String line;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = {};

    private RawRequest(int port, String line) {
        this.port = port;
        this.line = line;
        headers.put("Host", "127.0.0.1:" + port);
        headers.put("Connection", "close");
    }

    /** Such as {@code to(9181, "GET /jobs")}. */
    static RawRequest to(int port, String line) {
        return new RawRequest(port, line);
    }

    RawRequest with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    RawRequest body(String type, String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return with("Content-Type", type).with("Content-Length", Integer.toString(body.length));
    }

    /** The whole answer, status line and headers included. */
    String answer() {
        try (Socket socket = connect(port)) {
            StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }
}
