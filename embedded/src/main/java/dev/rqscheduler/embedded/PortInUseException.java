/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

/** Thrown if the server could not listen because another process uses the port. */
final class PortInUseException extends RedisServerException {
    private static final long serialVersionUID = 1L;

    PortInUseException(int port, String log) {
        super("port " + port + " is in use by another process; choose another, or 0 for a free one. Last lines of the"
                + " server's log:\n" + log);
    }
}
