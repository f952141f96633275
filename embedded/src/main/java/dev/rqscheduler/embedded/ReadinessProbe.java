/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Queries a server's identity over a plain socket. */
final class ReadinessProbe {
    private static final int TIMEOUT_MS = 1000;
    private static final int MAX_REPLY = 1 << 20;
    private static final Pattern PROCESS = Pattern.compile("(?m)^process_id:(\\d+)\\s*$");
    private static final Pattern VALKEY = Pattern.compile("(?m)^valkey_version:(\\S+)\\s*$");
    private static final Pattern REDIS = Pattern.compile("(?m)^redis_version:(\\S+)\\s*$");

    /** The result: ready or not yet; if permitted, its process id and version. */
    record Answer(
            boolean ready, @Nullable Long pid, @Nullable String version) {}

    private ReadinessProbe() {}

    /** Makes one attempt. Throws IOException if nothing answers (yet). */
    static Answer ask(String host, int port, @Nullable String password) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            var in = new BufferedInputStream(socket.getInputStream());
            if (password != null) {
                send(socket, "AUTH", password);
                line(in);
            }
            send(socket, "PING");
            var pong = line(in);
            if (pong.startsWith("-LOADING")) {
                return new Answer(false, null, null);
            }
            if (!pong.equals("+PONG") && !pong.startsWith("-")) {
                throw new IOException("not a Redis server: it answered PING with " + pong);
            }
            // -NOAUTH, -NOPERM: up and running, but an ACL from the extra configuration denies access.
            if (pong.startsWith("-")) {
                return new Answer(true, null, null);
            }
            send(socket, "INFO", "server");
            var info = bulk(in);
            var pid = first(PROCESS, info).map(Long::valueOf).orElse(null);
            var version = first(VALKEY, info)
                    .map("Valkey "::concat)
                    .or(() -> first(REDIS, info).map("Redis "::concat))
                    .orElse(null);
            return new Answer(true, pid, version);
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void send(Socket socket, String... words) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (var word : words) {
            var bytes = word.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(bytes);
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        socket.getOutputStream().write(out.toByteArray());
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > MAX_REPLY) {
                throw new EOFException("the server closed the connection, or does not speak the Redis protocol");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static String bulk(InputStream in) throws IOException {
        var head = line(in);
        if (!head.matches("\\$\\d{1,7}")) {
            return "";
        }
        return new String(in.readNBytes(Integer.parseInt(head.substring(1))), StandardCharsets.UTF_8);
    }
}
