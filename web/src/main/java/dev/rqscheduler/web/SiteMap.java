/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.web.api.ApiRoutes;
import dev.rqscheduler.web.http.LoginPage;
import dev.rqscheduler.web.http.ProblemPage;
import dev.rqscheduler.web.page.PageParts;
import dev.rqscheduler.web.page.PageStyle;
import dev.rqscheduler.web.site.RouteSource;
import java.util.List;

/** Lists all parts of the site. Add new pages here. */
final class SiteMap {

    private static final PageStyle LOOK = new PageStyle();

    static final List<RouteSource> PARTS = List.of(new PageParts(), new ApiRoutes());

    /** Renders errors. */
    static final ProblemPage PROBLEMS = LOOK;

    /** Renders the login page. */
    static final LoginPage LOGIN = LOOK;

    private SiteMap() {}
}
