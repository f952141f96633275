/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

/** Thrown if a private redis-server could not be found, started or stopped. The message says why, and what to do. */
public class RedisServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisServerException(String message) {
        super(message);
    }

    RedisServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
