/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.failure;

import java.util.List;

/** Thrown if the command line is invalid: exit code 2, and nothing was written. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> lines;

    /**
     * @param message one line: what is wrong, and what to write instead
     */
    public UsageException(String message) {
        super(message);
        this.lines = List.of(message);
    }

    /**
     * @param lines one for each error
     */
    public UsageException(List<String> lines) {
        super(String.join("; ", lines));
        this.lines = List.copyOf(lines);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
        this.lines = List.of(message);
    }

    /** Returns a line for each error. */
    public List<String> lines() {
        return lines;
    }
}
