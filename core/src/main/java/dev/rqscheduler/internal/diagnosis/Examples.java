/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Jobs of which the same is to be said: counted all, named a few. However many there are, it stays small. */
final class Examples {

    static final int MOST_NAMED = 5;

    private final Map<String, String> named = new LinkedHashMap<>();
    private long count;

    /**
     * @param detail what is to be said about this job; empty if nothing besides what is said about all
     */
    void add(String id, String detail) {
        count++;
        if (named.size() < MOST_NAMED) {
            named.put(id, detail);
        }
    }

    /** So many more, which are not to be named. */
    void addUnnamed(long number) {
        count += number;
    }

    long count() {
        return count;
    }

    /** Such as {@code "a", "b" (its origin is missing) and 3 more}. */
    String inWords() {
        StringJoiner words = new StringJoiner(", ");
        named.forEach((id, detail) ->
                words.add(Words.quoted(id) + (detail.isEmpty() ? "" : " (" + Words.shortened(detail, 200) + ")")));
        return count > named.size() ? words + " and " + Words.number(count - named.size()) + " more" : words.toString();
    }
}
