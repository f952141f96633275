/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server's configuration, as redis.conf. It reaches the server through standard input, because any user of the
 * machine can read a process's arguments, and one line is a password.
 *
 * @param folder where the server keeps its files
 * @param bind the address to listen on
 * @param password for the default user, or null
 * @param unixSocket a socket to listen on as well, or null
 * @param appendOnly whether data must outlive the process
 * @param extra further lines, each a directive and its values
 */
record ServerConfig(
        Path folder,
        String bind,
        @Nullable String password,
        @Nullable Path unixSocket,
        boolean appendOnly,
        List<List<String>> extra) {

    /** Returns the input for {@code redis-server -}. */
    String text(int port) {
        var text = new StringBuilder();
        line(text, "port", Integer.toString(port));
        line(text, "bind", bind);
        line(text, "dir", folder.toString());
        line(text, "daemonize", "no");
        line(text, "loglevel", "notice");
        line(text, "logfile", "");
        line(text, "save", "");
        line(text, "appendonly", appendOnly ? "yes" : "no");
        if (password != null) {
            line(text, "requirepass", password);
        }
        if (unixSocket != null) {
            line(text, "unixsocket", unixSocket.toString());
            line(text, "unixsocketperm", "700");
        }
        for (var words : extra) {
            line(text, words.toArray(String[]::new));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String... words) {
        text.append(words[0]);
        for (int i = 1; i < words.length; i++) {
            text.append(' ');
            quote(text, words[i]);
        }
        text.append('\n');
    }

    /** Redis reads "\xHH" inside double quotes as that byte, so every byte except plain ones is written that way. */
    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '"' && b != '\\') {
                text.append((char) b);
            } else {
                text.append(String.format("\\x%02x", b & 0xff));
            }
        }
        text.append('"');
    }

    /** Returns the address at which a client on this machine reaches the server. */
    String host() {
        return bind.equals("0.0.0.0") || bind.equals("*") ? "127.0.0.1" : bind;
    }
}
