/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;

/**
 * Next times that were computed again, since the rules of their time zone changed.
 *
 * @param zone the zone's name
 * @param versionBefore of the tzdata by which they were computed before; empty text if that is not known
 * @param version of the tzdata by which they are computed now; empty text if that is not known
 * @param count how many next times are other ones now
 * @param example the id of the first such job, or the name of the first such schedule
 * @param before its next time as it was
 * @param next its next time as it is now; it may have passed, then the run is made at once
 */
public record ZoneRulesReport(
        String zone, String versionBefore, String version, int count, String example, Instant before, Instant next) {

    public ZoneRulesReport plus(ZoneRulesReport more) {
        return new ZoneRulesReport(zone, versionBefore, version, count + more.count, example, before, next);
    }
}
