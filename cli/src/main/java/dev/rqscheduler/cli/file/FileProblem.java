/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.file;

import java.nio.file.Path;

/**
 * A problem in a schedule file.
 *
 * @param line from 1; 0 if it concerns the whole file
 * @param place such as {@code nightly.cron}; empty for none
 */
record FileProblem(Path file, int line, String place, String message) {

    String inWords() {
        return file + (line == 0 ? "" : ":" + line) + ": " + (place.isEmpty() ? "" : place + ": ") + message;
    }
}
