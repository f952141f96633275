/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

/** Thrown if time zone data is missing or unreadable; the message names the file and what is wrong. */
public final class TzdataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TzdataException(String message) {
        super(message);
    }

    TzdataException(String message, Throwable cause) {
        super(message, cause);
    }
}
