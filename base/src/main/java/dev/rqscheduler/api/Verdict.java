/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.List;

/**
 * What a look and an examination say together. Pure.
 *
 * @param findings what is wrong, may become so, or could not be looked at, in this order; what is as it should be is not among them
 */
public record Verdict(List<Finding> findings) {

    /** How many of the findings are of this level. */
    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
