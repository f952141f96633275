/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.failure;

import java.util.List;

/** The command line cannot be understood: exit code 2, and nothing was written. */
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
     * @param lines one for each thing that is wrong
     */
    public UsageException(List<String> lines) {
        super(String.join("; ", lines));
        this.lines = List.copyOf(lines);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
        this.lines = List.of(message);
    }

    /** One for each thing that is wrong. */
    public List<String> lines() {
        return lines;
    }
}
