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
 * @param moves in order
 */
public record Account(
        int promises, int runs, int uncertain, int quarantined, List<Finding> findings, List<JobEvent.Moved> moves) {

    public Account {
        findings = List.copyOf(findings);
        moves = List.copyOf(moves);
    }

    public long count(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
