/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.web.http.Assets;
import java.util.Map;

/** Style sheets and scripts of the pages. Third-party files are taken from their webjars at build time. */
public final class PageFiles {

    private static final String FOLDER = "/dev/rqscheduler/web/page/";

    private final Assets assets = new Assets(Map.of(
            "pico.css", FOLDER + "pico.min.css",
            "uplot.css", FOLDER + "uPlot.min.css",
            "page.css", FOLDER + "page.css",
            "icon.svg", FOLDER + "icon.svg",
            "htmx.js", FOLDER + "htmx.min.js",
            "uplot.js", FOLDER + "uPlot.iife.min.js",
            "page.js", FOLDER + "page.js"));

    /** Returns the URL of a file. */
    public String url(String name) {
        return assets.url(name);
    }

    Assets assets() {
        return assets;
    }
}
