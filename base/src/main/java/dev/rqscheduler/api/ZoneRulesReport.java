/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Next runs recomputed because the rules of their time zone changed.
 *
 * @param zone the zone's name
 * @param versionBefore version of the tzdata they were computed with before; empty if unknown
 * @param version version of the tzdata they are computed with now; empty if unknown
 * @param count how many next runs changed
 * @param example the id of the first such job, or the name of the first such schedule
 * @param before its previous next run
 * @param next its new next run; if that has passed, the job runs immediately
 */
public record ZoneRulesReport(
        String zone,
        Optional<String> versionBefore,
        Optional<String> version,
        int count,
        String example,
        Instant before,
        Instant next) {

    /** Returns a report with the number of another one added, for the same zone. */
    public ZoneRulesReport plus(ZoneRulesReport more) {
        return new ZoneRulesReport(zone, versionBefore, version, count + more.count, example, before, next);
    }
}
