/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Map;

/**
 * Limits that the JDK's server reads once, from system properties, before the first one is made in a JVM. What somebody has
 * set already stays.
 */
final class ServerLimits {

    private static final Map<String, String> PROPERTIES = Map.of(
            "jdk.httpserver.maxConnections", "128",
            "sun.net.httpserver.maxIdleConnections", "64",
            // Seconds.
            "sun.net.httpserver.idleInterval", "20",
            "sun.net.httpserver.maxReqHeaders", "64",
            // What is left of a body is waited for in one place, Bodies, and never when a connection is closed.
            "sun.net.httpserver.drainAmount", "0",
            // Bytes, request line included.
            "sun.net.httpserver.maxReqHeaderSize", "24576",
            // Without, small answers wait for an acknowledgement, 40 ms.
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
