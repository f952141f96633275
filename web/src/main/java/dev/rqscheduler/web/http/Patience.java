/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;

/**
 * How long a thread is left to a request.
 *
 * @param headers until its headers are there
 * @param exchange from then until the answer is sent
 * @param stranger until the body of somebody who has not shown the token is there
 * @param turn how long it waits while others are answered
 */
record Patience(Duration headers, Duration exchange, Duration stranger, Duration turn) {

    static final Patience STANDARD =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(2), Duration.ofSeconds(10));
}
