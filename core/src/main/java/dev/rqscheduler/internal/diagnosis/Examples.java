/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Jobs with the same finding: all are counted, a few named, so it stays small however many there are. */
final class Examples {

    static final int MOST_NAMED = 5;

    private final Map<String, String> named = new LinkedHashMap<>();
    private long count;

    /**
     * @param detail what applies to this job only; empty if nothing
     */
    void add(String id, String detail) {
        count++;
        if (named.size() < MOST_NAMED) {
            named.put(id, detail);
        }
    }

    /** Counts further jobs without naming them. */
    void addUnnamed(long number) {
        count += number;
    }

    long count() {
        return count;
    }

    /** Returns for example {@code "a", "b" (its origin is missing) and 3 more}. */
    String inWords() {
        StringJoiner words = new StringJoiner(", ");
        named.forEach((id, detail) ->
                words.add(Excerpt.quoted(id) + (detail.isEmpty() ? "" : " (" + Excerpt.of(detail, 200) + ")")));
        return count > named.size()
                ? words + " and " + NumberText.number(count - named.size()) + " more"
                : words.toString();
    }
}
