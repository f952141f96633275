/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

/**
 * How many jobs or named schedules were looked at.
 *
 * @param at how many were
 * @param of how many there are
 */
record Looked(long at, long of) {

    /** For the end of a sentence: empty if it was all. */
    String inWords() {
        return at >= of
                ? ""
                : " (looked at " + Words.number(at) + " of " + Words.number(of)
                        + "; rqscheduler doctor --all looks at each)";
    }
}
