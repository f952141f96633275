/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.Quarantine;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.RetryResult;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.JsonObject;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.util.List;
import java.util.Optional;

/** Routes for quarantined jobs: list, show, retry, drop. */
final class QuarantineRoutes {

    private final Site site;
    private final Quarantine quarantine;

    QuarantineRoutes(Site site) {
        this.site = site;
        this.quarantine = site.scheduler().quarantine();
    }

    void addTo(Routes.Builder routes) {
        routes.get("/api/v1/quarantine", this::list)
                .get("/api/v1/quarantine/{id}", this::show)
                .post("/api/v1/quarantine/{id}/retry", this::retry)
                .delete("/api/v1/quarantine/{id}", this::drop);
    }

    private Response list(Request request) {
        int offset = Input.number(request, "offset", 0, 0, Integer.MAX_VALUE);
        int limit = Input.number(request, "limit", 50, 1, 1_000);
        List<QuarantinedJob> page = quarantine.list(offset, limit + 1);
        boolean more = page.size() > limit;
        return Response.json(new JsonObject()
                .put("count", quarantine.count())
                .list("jobs", more ? page.subList(0, limit) : page, QuarantineRoutes::entry)
                .put("next_offset", more ? Optional.of(offset + limit) : Optional.empty()));
    }

    private Response show(Request request) {
        String id = request.parameter("id");
        QuarantinedJob found = quarantine.find(id).orElseThrow(() -> gone(id));
        Optional<JsonObject> job = site.job(id).map(details -> JobJson.details(details, site.hideArguments()));
        return Response.json(entry(found).put("job", job));
    }

    private static JsonObject entry(QuarantinedJob job) {
        return new JsonObject()
                .put("id", job.id())
                .put("since", job.since())
                .put("due", job.due())
                .put("queue", job.queue())
                .put("reason", job.reason());
    }

    private Response retry(Request request) {
        String id = request.parameter("id");
        Input.of(request);
        RetryResult retried = quarantine.retry(id);
        return switch (retried) {
            case RETRIED -> Response.json(new JsonObject().put("id", id).put("retried", true));
            case GONE -> throw gone(id);
            case SCHEDULED ->
                throw HttpProblem.conflict("job \"" + id + "\" is already scheduled; its due time was kept");
            case QUEUED_SINCE ->
                throw HttpProblem.conflict("job \"" + id + "\" has been queued in the meantime and would run twice");
            case UNLOADABLE ->
                throw HttpProblem.conflict("not every worker of its queue can load a job with the id \"" + id + "\"");
            case MISSING ->
                throw HttpProblem.conflict(
                        "the hash of job \"" + id + "\" is missing, so there is nothing to schedule");
        };
    }

    private Response drop(Request request) {
        String id = request.parameter("id");
        if (!quarantine.drop(id, Input.flag(request, "delete_hash"))) {
            throw gone(id);
        }
        return Response.noContent();
    }

    private static HttpProblem gone(String id) {
        return HttpProblem.notFound("job \"" + id + "\" is not in quarantine");
    }
}
