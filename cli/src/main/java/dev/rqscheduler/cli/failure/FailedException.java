/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.failure;

/** Thrown if the request could not be carried out: exit code 1. */
public final class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message one line: what is wrong, where, and what to do
     */
    public FailedException(String message) {
        super(message);
    }

    public FailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
