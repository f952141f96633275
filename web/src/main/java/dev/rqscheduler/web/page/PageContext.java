/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.site.Site;
import java.time.Instant;
import java.util.Map;

/** Renders pages in their common frame. */
final class PageContext {

    private final Zone zone;
    private final PageFiles files;
    private final PageTemplates templates;

    PageContext(Site site, PageFiles files, PageTemplates templates) {
        this.zone = site.cronZone();
        this.files = files;
        this.templates = templates;
    }

    Zone zone() {
        return zone;
    }

    PageFrame frame(Request request, PageFrame.Section section, String title, Instant now) {
        return new PageFrame(
                title,
                section,
                new PageClock(now, zone),
                request.visitor(),
                request.path() + (request.queryText().isEmpty() ? "" : "?" + request.queryText()),
                request.query("done").flatMap(Notice::of).map(Notice::words),
                files);
    }

    Response page(String template, PageFrame frame, Object model) {
        return page(200, template, frame, model);
    }

    Response page(int status, String template, PageFrame frame, Object model) {
        return Response.html(status, templates.render(template, Map.of("frame", frame, "model", model)));
    }
}
