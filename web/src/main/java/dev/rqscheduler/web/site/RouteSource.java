/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.site;

import dev.rqscheduler.web.http.Routes;

/** A part of the site. For how to write one, see package {@code dev.rqscheduler.web.http}. */
@FunctionalInterface
public interface RouteSource {

    void addTo(Routes.Builder routes, Site site);
}
