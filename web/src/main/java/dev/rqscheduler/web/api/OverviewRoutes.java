/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.Overview;
import dev.rqscheduler.web.http.JsonObject;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.util.Optional;

/** Routes for the current state, the schedulers and the upcoming runs. */
final class OverviewRoutes {

    private final Site site;

    OverviewRoutes(Site site) {
        this.site = site;
    }

    void addTo(Routes.Builder routes) {
        routes.get("/api/v1/overview", this::overview)
                .get("/api/v1/schedulers", this::schedulers)
                .get("/api/v1/next-runs", this::nextRuns);
    }

    private Response overview(Request request) {
        Overview overview = site.diagnosis().overview();
        return Response.json(new JsonObject()
                .put("now", overview.now())
                .put("leader", leader(overview))
                .put("backlog", backlog(overview.backlog()))
                .put("schedules", schedules(overview.schedules()))
                .put(
                        "quarantine",
                        new JsonObject().count("count", overview.quarantine().count())));
    }

    private Response schedulers(Request request) {
        Overview overview = site.diagnosis().overview();
        return Response.json(new JsonObject()
                .put("now", overview.now())
                .put("leader", leader(overview))
                .list("schedulers", overview.schedulers(), OverviewRoutes::scheduler)
                .put("complete", overview.schedulersComplete()));
    }

    private Response nextRuns(Request request) {
        int limit = Input.number(request, "limit", 20, 1, 100);
        Overview overview = site.diagnosis().overview();
        return Response.json(new JsonObject()
                .put("now", overview.now())
                .list("runs", overview.coming().stream().limit(limit).toList(), this::run)
                .list("coming_hour", overview.comingHour(), OverviewRoutes::minute));
    }

    private static JsonObject minute(Overview.Minute minute) {
        return new JsonObject()
                .put("from", minute.from())
                .count("jobs", minute.jobs())
                .count("runs", minute.runs());
    }

    private JsonObject run(Overview.Run run) {
        return new JsonObject()
                .put("at", run.at())
                .put("schedule", run.schedule())
                .put("job", run.job())
                .put("queue", run.queue())
                .put("what", what(run));
    }

    /** Returns the function for a schedule run, and the description or, if hidden, its function for a job. */
    private Optional<String> what(Overview.Run run) {
        return site.hideArguments() && run.schedule().isEmpty()
                ? run.what().map(JobJson::functionOf).filter(name -> !name.isEmpty())
                : run.what();
    }

    private static JsonObject leader(Overview overview) {
        return new JsonObject()
                .put("by", Input.word(overview.lead().by()))
                .put("name", overview.lead().name())
                .span("lease_rest", overview.lead().leaseRest());
    }

    private static JsonObject backlog(Overview.Backlog backlog) {
        return new JsonObject()
                .put("problem", backlog.problem())
                .count("scheduled", backlog.scheduled())
                .count("due", backlog.due())
                .put("oldest_due", backlog.oldestDue())
                .put("next_due", backlog.nextDue());
    }

    private static JsonObject schedules(Overview.Schedules schedules) {
        return new JsonObject()
                .count("all", schedules.all())
                .count("active", schedules.active())
                .count("paused", schedules.paused())
                .count("waiting", schedules.waiting())
                .count("finished", schedules.finished())
                .count("broken", schedules.broken())
                .span("age", schedules.age());
    }

    private static JsonObject scheduler(Overview.Scheduler scheduler) {
        return new JsonObject()
                .put("name", scheduler.name())
                .put("ours", scheduler.ours())
                .put("leader", scheduler.leader())
                .put("host", scheduler.host())
                .put("pid", scheduler.pid())
                .put("version", scheduler.version())
                .put("birth", scheduler.birth())
                .span("heartbeat_age", scheduler.heartbeatAge())
                .span("registration_rest", scheduler.registrationRest());
    }
}
