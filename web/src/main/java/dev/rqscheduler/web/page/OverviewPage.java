/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.Diagnosis;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.util.function.Supplier;

/** The front page, and the part of it that is polled for live updates. */
final class OverviewPage {

    private final Site site;
    private final PageContext context;
    private final Diagnosis diagnosis;
    private final FindingsCache troubles;
    private final Supplier<RecentMoves> recent;

    OverviewPage(Site site, PageContext context, Supplier<RecentMoves> recent) {
        this.site = site;
        this.context = context;
        this.diagnosis = site.diagnosis();
        this.troubles = new FindingsCache(site);
        this.recent = recent;
    }

    void addTo(Routes.Builder routes) {
        routes.get("/", request -> show(request, "overview.jte"));
        routes.get("/parts/overview", request -> show(request, "overviewPart.jte"));
    }

    private Response show(Request request, String template) {
        Overview overview = diagnosis.overview();
        PageFrame frame = context.frame(request, PageFrame.Section.OVERVIEW, "Overview", overview.now());
        return context.page(
                template,
                frame,
                new OverviewModel(
                        overview,
                        Timeline.of(overview.comingHour(), frame.clock()),
                        Diagnosis.verdict(overview, troubles.now()),
                        recent.get(),
                        request.query("live").filter("off"::equals).isEmpty(),
                        site.hideArguments()));
    }
}
