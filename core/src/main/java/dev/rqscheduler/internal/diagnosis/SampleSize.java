/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.internal.text.NumberText;

/**
 * How many jobs or named schedules were examined.
 *
 * @param at how many were examined
 * @param of how many there are
 */
record SampleSize(long at, long of) {

    /** Returns a suffix for a sentence; empty if all were examined. */
    String inWords() {
        return at >= of
                ? ""
                : " (checked " + NumberText.number(at) + " of " + NumberText.number(of)
                        + "; rqscheduler doctor --all checks each)";
    }
}
