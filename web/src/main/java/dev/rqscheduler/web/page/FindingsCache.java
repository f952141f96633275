/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.web.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Caches the doctor's findings for ten seconds, however many users open the page. Thread-safe. */
final class FindingsCache {

    private static final Duration AGE = Duration.ofSeconds(10);

    private final Site site;
    private List<Finding> known = List.of();
    private Instant at = Instant.MIN;

    FindingsCache(Site site) {
        this.site = site;
    }

    /** Returns all findings, including passed checks. */
    synchronized List<Finding> now() {
        Instant now = site.clock().instant();
        if (at.isBefore(now.minus(AGE)) || at.isAfter(now)) {
            known = site.diagnosis().examine(Depth.QUICK);
            at = now;
        }
        return known;
    }
}
