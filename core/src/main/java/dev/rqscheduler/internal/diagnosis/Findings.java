/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects the findings of one check. */
final class Findings {

    /** All jobs with the same finding are counted, and this many named. */
    static final int MOST_NAMED = 5;

    private final String check;
    private final List<Finding> found = new ArrayList<>();

    Findings(String check) {
        this.check = check;
    }

    List<Finding> list() {
        return found;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void pass(String what) {
        found.add(Finding.pass(check, what));
    }

    void skip(String what) {
        found.add(Finding.skip(check, what));
    }

    void warn(String what, String remedy) {
        add(Level.WARN, what, remedy);
    }

    void fail(String what, String remedy) {
        add(Level.FAIL, what, remedy);
    }

    void add(Level level, String what, String remedy) {
        found.add(new Finding(check, level, what, Optional.of(remedy)));
    }

    /** Adds examples, if there are any. */
    void add(Level level, Examples examples, String more, String remedy) {
        if (examples.count > 0) {
            add(
                    level,
                    NumberText.count(examples.count, examples.of) + " " + examples.what + ": " + examples.inWords()
                            + more,
                    remedy);
        }
    }

    /** Returns a suffix for a sentence that says how many were examined; empty if all were. */
    static String examined(long examined, long of) {
        return examined >= of
                ? ""
                : " (checked " + NumberText.number(examined) + " of " + NumberText.number(of)
                        + "; rqscheduler doctor --all checks each)";
    }

    /** Jobs, schedules or zones with the same finding. */
    static final class Examples {
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
            if (named.size() < MOST_NAMED) {
                named.put(id, detail);
            }
        }

        void addUnnamed(long number) {
            count += number;
        }

        boolean isEmpty() {
            return count == 0;
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
}
