/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.web.http.Access;
import dev.rqscheduler.web.http.Assets;
import dev.rqscheduler.web.http.HttpMethod;
import dev.rqscheduler.web.http.Route;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.RouteSource;
import dev.rqscheduler.web.site.Site;

/** Registers all pages. */
public final class PageParts implements RouteSource {

    @Override
    public void addTo(Routes.Builder routes, Site site) {
        PageFiles files = new PageFiles();
        PageContext context = new PageContext(site, files, new PageTemplates());
        routes.add(new Route(
                HttpMethod.GET, Assets.PATH, Access.ALWAYS, files.assets().handler()));
        new OverviewPage(site, context, () -> RecentMoves.of(site.moves())).addTo(routes);
        new JobPages(site, context).addTo(routes);
        new SchedulePages(site, context).addTo(routes);
        new ScheduleForms(site, context).addTo(routes);
        new QuarantinePages(site, context).addTo(routes);
    }
}
