/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

/** What can be wrong with a job. Each is a failure of the campaign. */
public enum FindingKind {
    /** Promised, and neither queued nor to be queued any more. */
    LOST("lost"),
    /** Queued more often than promised, or twice for one due time. */
    DOUBLED("doubled"),
    /** Queued before it was due, by Redis's clock. */
    EARLY("early"),
    /** Due, and still there at the end although nothing had been in the way any more. */
    LEFT("left"),
    /** A move in more than one step: a crash in between would lose or double it. */
    TORN("torn"),
    /** Moved while no scheduler had the lock, or somebody else had it. */
    UNFENCED("unfenced"),
    /** A write that no promise explains. */
    UNEXPLAINED("unexplained");

    private final String word;

    FindingKind(String word) {
        this.word = word;
    }

    /** For tables. */
    public String word() {
        return word;
    }
}
