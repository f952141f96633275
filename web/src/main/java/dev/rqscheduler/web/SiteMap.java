/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.web.http.LoginPage;
import dev.rqscheduler.web.http.ProblemPage;
import dev.rqscheduler.web.site.RouteSource;
import java.util.List;

/** All parts of the site. A new page is one more line here. */
final class SiteMap {

    static final List<RouteSource> PARTS = List.of();

    /** How errors are shown. */
    static final ProblemPage PROBLEMS = ProblemPage.PLAIN;

    /** How the login is shown. */
    static final LoginPage LOGIN = LoginPage.PLAIN;

    private SiteMap() {}
}
