/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.internal.time.EditDistance;
import java.util.Collection;
import java.util.Comparator;

/** Suggests what a user may have meant. */
public final class FieldSuggestion {

    /** No known word is nearly as long; the cost grows with the length. */
    private static final int LONGEST = 100;

    private FieldSuggestion() {}

    /** Returns a question to append to a message; empty if nothing is similar. */
    public static String hint(String given, Collection<String> known) {
        String looked = given.substring(0, Math.min(given.length(), LONGEST));
        return known.stream()
                .filter(word -> EditDistance.between(looked, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> EditDistance.between(looked, word)))
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }
}
