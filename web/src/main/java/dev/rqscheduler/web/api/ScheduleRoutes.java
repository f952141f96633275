/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.SchedulePage;
import dev.rqscheduler.api.ScheduleSearch;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Routes for named schedules: list, show, put, delete, pause, resume, run and skip. */
final class ScheduleRoutes {

    private final Schedules schedules;
    private final boolean hideArguments;

    ScheduleRoutes(Site site) {
        this.schedules = site.schedules();
        this.hideArguments = site.hideArguments();
    }

    void addTo(Routes.Builder routes) {
        routes.get("/api/v1/schedules", this::list)
                .get("/api/v1/schedules/{name}", this::show)
                .put("/api/v1/schedules/{name}", this::put)
                .delete("/api/v1/schedules/{name}", this::delete)
                .post("/api/v1/schedules/{name}/pause", this::pause)
                .post("/api/v1/schedules/{name}/resume", this::resume)
                .post("/api/v1/schedules/{name}/run-now", this::runNow)
                .post("/api/v1/schedules/{name}/skip-next", this::skipNext)
                .get("/api/v1/schedules/{name}/history", this::history)
                .get("/api/v1/schedules/{name}/next", this::next);
    }

    private Response list(Request request) {
        ScheduleSearch.Builder search = ScheduleSearch.builder()
                .text(request.query("text").orElse(""))
                .after(request.query("after").orElse(""))
                .size(Query.number(request, "limit", 50, 1, 1_000))
                .outcomes(Query.number(request, "outcomes", 0, 0, 50));
        Query.choice(request, "state", ScheduleStatus.State.class).ifPresent(search::state);
        SchedulePage page = schedules.search(search.build());
        return Response.json(new Entry()
                .time("now", page.now())
                .put("schedules", page.schedules().stream().map(this::found).toList())
                .put("next", page.next())
                .put("looked", page.looked())
                .put("stopped_early", page.stoppedEarly())
                .fields());
    }

    private Object found(SchedulePage.FoundSchedule found) {
        Entry entry = ScheduleView.status(found.status(), hideArguments);
        if (!found.outcomes().isEmpty()) {
            entry.put(
                    "outcomes",
                    found.outcomes().stream().map(ScheduleView::record).toList());
        }
        return entry.fields();
    }

    private Response show(Request request) {
        return Response.json(ScheduleView.status(status(request), hideArguments).fields());
    }

    private ScheduleStatus status(Request request) {
        String name = request.parameter("name");
        return schedules.get(name).orElseThrow(() -> new ScheduleNotFoundException(name));
    }

    private Response put(Request request) {
        Schedule schedule = Definition.read(request.parameter("name"), request);
        boolean dryRun = Query.flag(request, "dry_run");
        ScheduleChange change =
                dryRun ? schedules.plan(List.of(schedule), Optional.empty()).get(0) : schedules.put(schedule);
        boolean created = !dryRun && change.kind() == ScheduleChange.Kind.ADDED;
        return Response.json(created ? 201 : 200, ScheduleView.change(change, dryRun, hideArguments));
    }

    private Response delete(Request request) {
        String name = request.parameter("name");
        if (!schedules.delete(name)) {
            throw new ScheduleNotFoundException(name);
        }
        return Response.noContent();
    }

    private Response pause(Request request) {
        String reason = Input.of(request, "reason").text("reason").orElse("");
        boolean changed = schedules.pause(request.parameter("name"), reason);
        return steered(request, changed);
    }

    private Response resume(Request request) {
        Input.of(request);
        boolean changed = schedules.resume(request.parameter("name"));
        return steered(request, changed);
    }

    /** Returns whether something changed, and the schedule afterwards. */
    private Response steered(Request request, boolean changed) {
        return Response.json(new Entry()
                .put("changed", changed)
                .put(
                        "schedule",
                        ScheduleView.status(status(request), hideArguments).fields())
                .fields());
    }

    private Response runNow(Request request) {
        Input.of(request);
        return Response.json(new Entry()
                .put("job", schedules.runNow(request.parameter("name")))
                .fields());
    }

    private Response skipNext(Request request) {
        Input.of(request);
        return Response.json(new Entry()
                .time("skipped", schedules.skipNext(request.parameter("name")))
                .fields());
    }

    private Response history(Request request) {
        int limit = Query.number(request, "limit", 20, 1, 1_000);
        return Response.json(new Entry()
                .put(
                        "history",
                        schedules.history(request.parameter("name"), limit).stream()
                                .map(ScheduleView::record)
                                .toList())
                .fields());
    }

    private Response next(Request request) {
        int count = Query.number(request, "count", 10, 1, 1_000);
        String name = request.parameter("name");
        return Response.json(new Entry()
                .put(
                        "times",
                        schedules.next(name, count).stream()
                                .map(Instant::toString)
                                .toList())
                .put(
                        "zone",
                        status(request)
                                .schedule()
                                .map(schedule -> schedule.zone().id()))
                .fields());
    }
}
