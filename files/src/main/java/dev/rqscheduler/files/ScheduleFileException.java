/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown if schedule files are invalid; lists all problems. Nothing was changed in Redis. */
public final class ScheduleFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ScheduleFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, file by file in line order. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * A problem in a schedule file.
     *
     * @param file as it was given
     * @param line from 1; 0 if it concerns the whole file
     * @param place the schedule or field, such as {@code nightly.cron}; empty for none
     * @param message what is wrong, and what to write instead
     */
    public record Problem(Path file, int line, String place, String message) {

        /** Returns it on one line, for example {@code shop.yaml:9: poll.every: bad duration "often": ...}. */
        @Override
        public String toString() {
            return file + (line == 0 ? "" : ":" + line) + ": " + (place.isEmpty() ? "" : place + ": ") + message;
        }
    }
}
