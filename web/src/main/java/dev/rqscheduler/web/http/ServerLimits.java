/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Map;

/**
 * Limits of the JDK's server, which it reads once from system properties before the first server of a JVM is created. Properties
 * that are already set are kept.
 */
final class ServerLimits {

    private static final Map<String, String> PROPERTIES = Map.of(
            "jdk.httpserver.maxConnections", "128",
            "sun.net.httpserver.maxIdleConnections", "64",
            // Seconds.
            "sun.net.httpserver.idleInterval", "20",
            "sun.net.httpserver.maxReqHeaders", "64",
            // Bodies reads the rest of a body; closing a connection must not wait for it.
            "sun.net.httpserver.drainAmount", "0",
            // Bytes, including the request line.
            "sun.net.httpserver.maxReqHeaderSize", "24576",
            // Otherwise small responses wait 40 ms for an acknowledgement.
            "sun.net.httpserver.nodelay", "true");

    private ServerLimits() {}

    static void set() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
