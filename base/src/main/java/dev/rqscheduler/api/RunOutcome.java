/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Locale;

/** What became of a due time of a named schedule. */
public enum RunOutcome {
    /** Its job was queued. */
    QUEUED,
    /** There was no run: {@link RunRecord#skipReason} says why. */
    SKIPPED,
    /** Redis refused the job, or the schedule's definition was invalid. */
    FAILED,
    /** Its entry in the history is not one that a scheduler writes. */
    UNREADABLE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the outcome as it is written in the history and shown, such as {@code queued}. */
    public String word() {
        return word;
    }
}
