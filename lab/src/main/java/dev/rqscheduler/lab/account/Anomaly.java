/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A violation of a promise.
 *
 * @param id of the job or schedule, or the key
 * @param when on Redis's clock, as precisely as known; attributes the anomaly to a fault
 */
public record Anomaly(Kind kind, String id, Optional<Instant> when, String what) {

    /** What is wrong. Each kind is a failure of the campaign. */
    public enum Kind {
        /** Promised, and neither queued nor still to be queued. */
        LOST("lost"),
        /** Queued more often than promised, or twice for one due time. */
        DOUBLED("doubled"),
        /** Queued before it was due, by Redis's clock. */
        EARLY("early"),
        /** Due, and still there at the end although nothing was in the way any more. */
        LEFT("left"),
        /** Moved in more than one step: a crash in between would lose or double it. */
        TORN("torn"),
        /** Moved while no scheduler held the lock, or another client did. */
        UNFENCED("unfenced"),
        /** A write that no promise explains. */
        UNEXPLAINED("unexplained");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The name in tables. */
        public String word() {
            return word;
        }
    }

    @Override
    public String toString() {
        return kind.word() + ": " + id + when.map(at -> " at " + at).orElse("") + ": " + what;
    }
}
