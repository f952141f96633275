/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.Diagnosis;
import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The front page, and the part of it that is polled for live updates. */
final class OverviewPage {

    private static final Duration AGE = Duration.ofSeconds(10);

    private final Site site;
    private final HtmlPages pages;
    private final Diagnosis diagnosis;
    private List<Finding> findings = List.of();
    private Instant examined = Instant.MIN;

    OverviewPage(Site site, HtmlPages pages) {
        this.site = site;
        this.pages = pages;
        this.diagnosis = site.diagnosis();
    }

    void addTo(Routes.Builder routes) {
        routes.get("/", request -> show(request, "overview.jte"));
        routes.get("/parts/overview", request -> show(request, "overviewPart.jte"));
    }

    private Response show(Request request, String template) {
        Overview overview = diagnosis.overview();
        PageFrame frame = pages.frame(request, PageFrame.Section.OVERVIEW, "Overview", overview.now());
        return pages.page(
                template,
                frame,
                new OverviewModel(
                        overview,
                        Timeline.of(overview.comingHour(), frame.clock()),
                        Diagnosis.verdict(overview, findings()),
                        site.moves().lastHourByMinutes(),
                        request.query("live").filter("off"::equals).isEmpty(),
                        site.hideArguments()));
    }

    /** Returns all findings, including passed checks; for ten seconds the same, however many users open the page. */
    private synchronized List<Finding> findings() {
        Instant now = site.clock().instant();
        if (examined.isBefore(now.minus(AGE)) || examined.isAfter(now)) {
            findings = diagnosis.examine(Depth.QUICK);
            examined = now;
        }
        return findings;
    }
}
