/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Jobs, schedules or zones with the same finding. */
final class Examples {
    private final String of;
    private final String what;
    private final Map<String, String> named = new LinkedHashMap<>();
    private long count;

    /**
     * @param of the singular of what they are
     * @param what what they have in common
     */
    Examples(String of, String what) {
        this.of = of;
        this.what = what;
    }

    void add(String id) {
        add(id, "");
    }

    /**
     * @param detail what applies to this one only; empty if nothing
     */
    void add(String id, String detail) {
        count++;
        if (named.size() < Findings.MOST_NAMED) {
            named.put(id, detail);
        }
    }

    void addUnnamed(long number) {
        count += number;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Returns for example {@code 2 jobs without an origin: "a", "b"}. */
    String sentence() {
        return NumberText.count(count, of) + " " + what + ": " + inWords();
    }

    /** Returns for example {@code "a", "b" (its origin is missing) and 3 more}. */
    String inWords() {
        String words = named.entrySet().stream()
                .map(job -> Excerpt.quoted(job.getKey())
                        + (job.getValue().isEmpty() ? "" : " (" + Excerpt.of(job.getValue(), 200) + ")"))
                .collect(Collectors.joining(", "));
        return count > named.size() ? words + " and " + NumberText.number(count - named.size()) + " more" : words;
    }
}
