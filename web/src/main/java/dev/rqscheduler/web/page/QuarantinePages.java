/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.Quarantine;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.util.List;

/** The pages for quarantined jobs and their actions. */
final class QuarantinePages {

    private final Site site;
    private final PageContext context;
    private final Quarantine quarantine;

    QuarantinePages(Site site, PageContext context) {
        this.site = site;
        this.context = context;
        this.quarantine = site.scheduler().quarantine();
    }

    void addTo(Routes.Builder routes) {
        routes.get("/quarantine", this::list);
        routes.get("/quarantine/{id}", this::show);
        routes.post("/quarantine/{id}/retry", this::retry);
        routes.post("/quarantine/{id}/drop", request -> {
            boolean was = quarantine.drop(
                    request.parameter("id"), request.form("delete").isPresent());
            return Response.seeOther(PageLinks.done("/quarantine", was ? Notice.DROPPED : Notice.NOT_IN_QUARANTINE));
        });
    }

    private Response list(Request request) {
        long from = request.query("from")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
        List<QuarantinedJob> jobs = quarantine.list(from, QuarantineModel.SIZE);
        PageFrame frame = context.frame(
                request,
                PageFrame.Section.QUARANTINE,
                "Quarantine",
                site.scheduler().ping());
        return context.page("quarantine.jte", frame, new QuarantineModel(quarantine.count(), from, jobs));
    }

    private Response show(Request request) {
        String id = request.parameter("id");
        QuarantinedJob job =
                quarantine.find(id).orElseThrow(() -> HttpProblem.notFound("job \"" + id + "\" is not in quarantine"));
        PageFrame frame = context.frame(
                request,
                PageFrame.Section.QUARANTINE,
                "Quarantined job " + id,
                site.scheduler().ping());
        return context.page(
                "quarantined.jte", frame, new QuarantinedModel(job, site.jobs().find(id), site.hideArguments()));
    }

    private Response retry(Request request) {
        String id = request.parameter("id");
        return switch (quarantine.retry(id)) {
            case RETRIED -> Response.seeOther(PageLinks.done(PageLinks.job(id), Notice.RETRIED));
            case SCHEDULED -> Response.seeOther(PageLinks.done(PageLinks.job(id), Notice.SCHEDULED_ALREADY));
            case QUEUED_SINCE -> Response.seeOther(PageLinks.done(PageLinks.quarantined(id), Notice.QUEUED_SINCE));
            case UNLOADABLE -> Response.seeOther(PageLinks.done(PageLinks.quarantined(id), Notice.UNLOADABLE));
            case GONE -> Response.seeOther(PageLinks.done("/quarantine", Notice.NOT_IN_QUARANTINE));
            case MISSING -> Response.seeOther(PageLinks.done(PageLinks.quarantined(id), Notice.HASH_GONE));
        };
    }
}
