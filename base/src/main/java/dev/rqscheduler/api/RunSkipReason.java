/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a due time of a named schedule had no run. */
public enum RunSkipReason {
    /** The previous run had not ended. */
    OVERLAP,
    /** It was late, and its policy for that allows no run. */
    MISFIRE,
    /** The schedule was paused. */
    PAUSED,
    /** It was on an excluded date. */
    EXCLUDED,
    /** A user asked for it, with {@code skipNext}. */
    ASKED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the reason as it is written in the history, in logs and in metrics, such as {@code overlap}. */
    public String word() {
        return word;
    }

    /** Returns whether it was wanted, by a user or by the definition, and is no warning. */
    public boolean isIntended() {
        return this == PAUSED || this == EXCLUDED || this == ASKED;
    }

    /** Returns the reason with this {@link #word}; empty if there is none. */
    public static Optional<RunSkipReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst();
    }
}
