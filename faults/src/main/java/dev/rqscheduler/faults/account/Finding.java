/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that must not be.
 *
 * @param id the job's, or the key's
 * @param when by Redis's clock, as near as it is known; by this it is laid to a fault
 */
public record Finding(FindingKind kind, String id, Optional<Instant> when, String what) {

    @Override
    public String toString() {
        return kind.word() + ": " + id + when.map(at -> " at " + at).orElse("") + ": " + what;
    }
}
