/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;

/**
 * Timeouts for a request.
 *
 * @param headers for receiving the headers
 * @param exchange from then until the response has been sent
 * @param stranger for receiving the body of a client that has not presented the token
 * @param turn for waiting while other requests are handled
 */
record Timeouts(Duration headers, Duration exchange, Duration stranger, Duration turn) {

    static final Timeouts STANDARD =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(2), Duration.ofSeconds(10));
}
