/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.Explanation;
import dev.rqscheduler.api.JobCursor;
import dev.rqscheduler.api.JobPage;
import dev.rqscheduler.api.JobSearch;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.Times;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.JsonObject;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.time.Instant;
import java.util.Optional;

/** Routes for scheduled jobs: list, show, explain, cancel, reschedule, enqueue. */
final class JobRoutes {

    private final Site site;

    JobRoutes(Site site) {
        this.site = site;
    }

    void addTo(Routes.Builder routes) {
        routes.get("/api/v1/jobs", this::list)
                .get("/api/v1/jobs/{id}", this::show)
                .get("/api/v1/jobs/{id}/why", this::why)
                .post("/api/v1/jobs/{id}/cancel", this::cancel)
                .post("/api/v1/jobs/{id}/reschedule", this::reschedule)
                .post("/api/v1/jobs/{id}/enqueue", this::enqueue);
    }

    private Response list(Request request) {
        JobSearch.Builder search = JobSearch.builder()
                .id(request.query("id").orElse(""))
                .function(request.query("function").orElse(""))
                .queue(request.query("queue").orElse(""))
                .state(Input.choice(request, "state", JobSearch.State.class).orElse(JobSearch.State.ANY))
                .size(Input.number(request, "limit", 50, 1, 1_000));
        Input.instant(request, "from").ifPresent(search::from);
        Input.instant(request, "until").ifPresent(search::until);
        request.query("after").map(JobRoutes::cursor).ifPresent(search::after);
        JobPage page = site.scheduler().search(search.build());
        return Response.json(new JsonObject()
                .put("now", page.now())
                .list("jobs", page.jobs(), job -> JobJson.found(job, site.hideArguments()))
                .put("next", page.next().map(JobCursor::text))
                .put("looked", page.looked())
                .put("stopped_early", page.stoppedEarly())
                .put("looked_until", page.lookedUntil()));
    }

    private static JobCursor cursor(String text) {
        try {
            return JobCursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest("after must be the field next of the previous page");
        }
    }

    private Response show(Request request) {
        String id = request.parameter("id");
        return site.job(id)
                .map(job -> Response.json(JobJson.details(job, site.hideArguments())))
                .orElseThrow(() -> unknown(id));
    }

    private Response why(Request request) {
        String id = request.parameter("id");
        Explanation explanation =
                site.diagnosis().explainQuickly(id, site.hideArguments()).orElseThrow(() -> unknown(id));
        return Response.json(new JsonObject()
                .put("id", explanation.id())
                .put("place", Input.word(explanation.place()))
                .put("due", explanation.due())
                .list(
                        "lines",
                        explanation.lines(),
                        line -> new JsonObject()
                                .put("topic", Input.word(line.topic()))
                                .put("text", line.text())));
    }

    private Response cancel(Request request) {
        String id = request.parameter("id");
        boolean deleteHash = Input.of(request, "delete_hash").flag("delete_hash");
        if (!site.scheduler().cancel(id, deleteHash)) {
            throw HttpProblem.conflict("job \"" + id + "\" is not scheduled");
        }
        return Response.json(new JsonObject().put("id", id).put("cancelled", true));
    }

    private Response reschedule(Request request) {
        String id = request.parameter("id");
        Input input = Input.of(request, "at", "in");
        Instant due = due(input.text("at"), input.text("in"));
        try {
            site.scheduler().reschedule(id, due);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(String.valueOf(e.getMessage()));
        }
        return Response.json(new JsonObject().put("id", id).put("due", due));
    }

    private Instant due(Optional<String> at, Optional<String> in) {
        if (at.isPresent() == in.isPresent()) {
            throw HttpProblem.badRequest(
                    "pass either at, a time such as 2026-11-23T10:00:00Z, or in, a duration such as 10m");
        }
        try {
            return at.isPresent() ? Times.parse(at.get()) : site.now().plus(Durations.parse(in.orElse("")));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest((at.isPresent() ? "at: " : "in: ") + e.getMessage());
        }
    }

    private Response enqueue(Request request) {
        String id = request.parameter("id");
        Input.of(request);
        if (!site.scheduler().enqueueNow(id)) {
            throw HttpProblem.conflict(
                    "job \"" + id + "\" was not queued: it is waiting for a dependency, or is now in quarantine");
        }
        return Response.json(new JsonObject().put("id", id).put("enqueued", true));
    }

    private static HttpProblem unknown(String id) {
        return HttpProblem.notFound("job \"" + id + "\" not found");
    }
}
