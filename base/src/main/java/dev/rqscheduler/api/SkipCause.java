/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Locale;

/** Why a due run of a job is skipped: the categories of reasons. */
public enum SkipCause {
    /** Its status says that it was cancelled through RQ. */
    CANCELLED,
    /** It was later than its {@code misfire_after} allows. */
    MISFIRE,
    /** The previous run has not ended, and its {@code overlap} is skip. */
    OVERLAP;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the cause as it is written in logs and metrics, such as {@code misfire}. */
    public String word() {
        return word;
    }
}
