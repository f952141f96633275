/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.Overview;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        return Response.json(new Entry()
                .time("now", overview.now())
                .put("leader", leader(overview))
                .put("backlog", backlog(overview.backlog()))
                .put("schedules", schedules(overview.schedules()))
                .put(
                        "quarantine",
                        new Entry()
                                .count("count", overview.quarantine().count())
                                .fields())
                .fields());
    }

    private Response schedulers(Request request) {
        Overview overview = site.diagnosis().overview();
        return Response.json(new Entry()
                .time("now", overview.now())
                .put("leader", leader(overview))
                .put(
                        "schedulers",
                        overview.schedulers().stream()
                                .map(OverviewRoutes::scheduler)
                                .toList())
                .put("complete", overview.schedulersComplete())
                .fields());
    }

    private Response nextRuns(Request request) {
        int limit = Query.number(request, "limit", 20, 1, 100);
        Overview overview = site.diagnosis().overview();
        List<Map<String, @Nullable Object>> hour = overview.comingHour().stream()
                .map(minute -> new Entry()
                        .time("from", minute.from())
                        .count("jobs", minute.jobs())
                        .count("runs", minute.runs())
                        .fields())
                .toList();
        return Response.json(new Entry()
                .time("now", overview.now())
                .put(
                        "runs",
                        overview.coming().stream().limit(limit).map(this::run).toList())
                .put("coming_hour", hour)
                .fields());
    }

    private Map<String, @Nullable Object> run(Overview.Run run) {
        return new Entry()
                .time("at", run.at())
                .put("schedule", run.schedule())
                .put("job", run.job())
                .put("queue", run.queue())
                .put("what", what(run))
                .fields();
    }

    /** Returns the function for a schedule run, and the description or, if hidden, its function for a job. */
    private Optional<String> what(Overview.Run run) {
        return site.hideArguments() && run.schedule().isEmpty()
                ? run.what().map(JobJson::functionOf).filter(name -> !name.isEmpty())
                : run.what();
    }

    private static Map<String, @Nullable Object> leader(Overview overview) {
        return new Entry()
                .put("by", Query.word(overview.lead().by()))
                .put("name", overview.lead().name())
                .span("lease_rest", overview.lead().leaseRest())
                .fields();
    }

    private static Map<String, @Nullable Object> backlog(Overview.Backlog backlog) {
        return new Entry()
                .put("problem", backlog.problem())
                .count("scheduled", backlog.scheduled())
                .count("due", backlog.due())
                .time("oldest_due", backlog.oldestDue())
                .time("next_due", backlog.nextDue())
                .fields();
    }

    private static Map<String, @Nullable Object> schedules(Overview.Schedules schedules) {
        return new Entry()
                .count("all", schedules.all())
                .count("active", schedules.active())
                .count("paused", schedules.paused())
                .count("waiting", schedules.waiting())
                .count("finished", schedules.finished())
                .count("broken", schedules.broken())
                .span("age", schedules.age())
                .fields();
    }

    private static Map<String, @Nullable Object> scheduler(Overview.Scheduler scheduler) {
        return new Entry()
                .put("name", scheduler.name())
                .put("ours", scheduler.ours())
                .put("leader", scheduler.leader())
                .put("host", scheduler.host())
                .put("pid", scheduler.pid())
                .put("version", scheduler.version())
                .time("birth", scheduler.birth())
                .span("heartbeat_age", scheduler.heartbeatAge())
                .span("registration_rest", scheduler.registrationRest())
                .fields();
    }
}
