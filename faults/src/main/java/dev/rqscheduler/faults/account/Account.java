/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import java.util.List;

/**
 * What came of all promises of one arena.
 *
 * @param promises how many jobs were asked for
 * @param runs how often jobs were queued
 * @param uncertain about how many promises a producer got no answer; the append-only file settled them
 * @param quarantined how many jobs went to quarantine, as promised or not
 * @param moves in order, those of named schedules among them
 */
public record Account(
        int promises,
        int runs,
        int uncertain,
        int quarantined,
        Named named,
        List<Finding> findings,
        List<JobEvent.Moved> moves) {

    /**
     * What came of named schedules.
     *
     * @param schedules how many there were
     * @param runs how many due times were queued
     * @param leftOut how many due times were left out, as the histories say
     * @param askedFor how many runs that somebody asked for were queued
     */
    public record Named(int schedules, long runs, long leftOut, long askedFor) {
        public static final Named NONE = new Named(0, 0, 0, 0);

        public Named plus(Named other) {
            return new Named(
                    schedules + other.schedules, runs + other.runs, leftOut + other.leftOut, askedFor + other.askedFor);
        }
    }

    public Account {
        findings = List.copyOf(findings);
        moves = List.copyOf(moves);
    }

    public long count(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
