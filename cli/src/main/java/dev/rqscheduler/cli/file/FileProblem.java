/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.file;

import java.nio.file.Path;

/**
 * What is wrong in a file of schedules.
 *
 * @param line from 1; 0 if it is about the file as a whole
 * @param place such as {@code nightly.cron}; empty text for none
 */
record FileProblem(Path file, int line, String place, String message) {

    String inWords() {
        return file + (line == 0 ? "" : ":" + line) + ": " + (place.isEmpty() ? "" : place + ": ") + message;
    }
}
