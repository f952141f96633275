/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends one command in its inline form over a socket of its own. */
final class Resp {
    private Resp() {}

    /** The first line of the reply; for a bulk reply the line after it. */
    static String reply(int port, String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            var first = String.valueOf(in.readLine());
            return first.startsWith("$") && !first.equals("$-1") ? String.valueOf(in.readLine()) : first;
        }
    }
}
