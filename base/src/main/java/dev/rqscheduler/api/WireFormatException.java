/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import org.jspecify.annotations.Nullable;

/**
 * Bytes from Redis are not what RQ writes there. The message is one line that says what is wrong and, where it is
 * known, at which byte. The only exception that reading untrusted bytes raises in this package.
 */
public final class WireFormatException extends SchedulerException {
    private static final long serialVersionUID = 1L;

    public WireFormatException(String message) {
        super(message);
    }

    public WireFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
