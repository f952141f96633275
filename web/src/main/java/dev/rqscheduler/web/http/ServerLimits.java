/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;
import java.util.Map;

/**
 * The time limits of a request, and the limits of the JDK's server.
 *
 * @param headers for receiving the headers
 * @param exchange from then until the response has been sent
 * @param stranger for receiving the body of a client that has not presented the token
 * @param turn for waiting while other requests are handled
 */
public record ServerLimits(Duration headers, Duration exchange, Duration stranger, Duration turn) {

    public static final ServerLimits STANDARD = new ServerLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(2), Duration.ofSeconds(10));

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

    /**
     * Sets the limits of the JDK's server, which it reads once from system properties before the first server of a JVM is created.
     * Properties that are already set are kept.
     */
    static void setProperties() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
