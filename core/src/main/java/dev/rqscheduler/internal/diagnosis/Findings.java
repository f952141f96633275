/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the findings of one check. */
final class Findings {

    /** All with the same finding are counted, and this many named. */
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
        if (!examples.isEmpty()) {
            add(level, examples.sentence() + more, remedy);
        }
    }

    /** Returns a suffix for a sentence that says how many were examined; empty if all were. */
    static String examined(long examined, long of) {
        return examined >= of
                ? ""
                : " (checked " + NumberText.number(examined) + " of " + NumberText.number(of)
                        + "; rqscheduler doctor --all checks each)";
    }
}
