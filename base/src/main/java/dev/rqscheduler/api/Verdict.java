/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.List;

/**
 * Combines an overview and an examination. Pure.
 *
 * @param findings failures, warnings and skipped checks, in this order; passed checks are not included
 */
public record Verdict(List<Finding> findings) {

    /** How many of the findings are of this level. */
    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
