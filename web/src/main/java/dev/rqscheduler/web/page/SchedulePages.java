/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.SchedulePage;
import dev.rqscheduler.api.ScheduleSearch;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The pages for named schedules: the list, one schedule and its actions. */
final class SchedulePages {

    private static final int TIMES = 10;
    private static final int LINES = 50;

    private final Site site;
    private final PageContext context;
    private final Schedules schedules;

    SchedulePages(Site site, PageContext context) {
        this.site = site;
        this.context = context;
        this.schedules = site.schedules();
    }

    void addTo(Routes.Builder routes) {
        routes.get("/schedules", this::list);
        routes.get("/schedules/{name}", this::show);
        steer(routes, "run", name -> {
            schedules.runNow(name);
            return Notice.RUN;
        });
        steer(routes, "resume", name -> schedules.resume(name) ? Notice.RESUMED : Notice.NOT_PAUSED);
        steer(routes, "skip", name -> schedules.skipNext(name).isPresent() ? Notice.SKIPPED : Notice.NOTHING_TO_SKIP);
        routes.post("/schedules/{name}/pause", request -> {
            String name = request.parameter("name");
            found(
                    name,
                    () -> schedules.pause(
                            name, request.form("reason").orElse("").strip()));
            return Response.seeOther(PageLinks.done(PageLinks.schedule(name), Notice.PAUSED));
        });
        routes.post("/schedules/{name}/delete", request -> {
            schedules.delete(request.parameter("name"));
            return Response.seeOther(PageLinks.done("/schedules", Notice.DELETED));
        });
    }

    private static void steer(Routes.Builder routes, String verb, Function<String, Notice> steering) {
        routes.post("/schedules/{name}/" + verb, request -> {
            String name = request.parameter("name");
            Notice notice = found(name, () -> steering.apply(name));
            return Response.seeOther(PageLinks.done(PageLinks.schedule(name), notice));
        });
    }

    private static <T> T found(String name, java.util.function.Supplier<T> steering) {
        try {
            return steering.get();
        } catch (ScheduleNotFoundException e) {
            throw HttpProblem.notFound("schedule \"" + name + "\" no longer exists");
        } catch (BadScheduleException | ConflictException e) {
            throw HttpProblem.conflict(String.valueOf(e.getMessage()));
        }
    }

    private Response list(Request request) {
        String text = request.query("text").map(String::strip).orElse("");
        String state = request.query("state").orElse("");
        ScheduleSearch.Builder search =
                ScheduleSearch.builder().text(text).after(request.query("after").orElse(""));
        if (!state.isEmpty()) {
            search.state(state(state));
        }
        SchedulePage page = schedules.search(search.build());
        PageFrame frame = context.frame(request, PageFrame.Section.SCHEDULES, "Schedules", page.now());
        return context.page(
                request.wantsPart() ? "schedulesPart.jte" : "schedules.jte",
                frame,
                new SchedulesModel(page, text, state, request.query("after").isEmpty()));
    }

    private static ScheduleStatus.State state(String word) {
        try {
            return ScheduleStatus.State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest("unknown state " + word);
        }
    }

    private Response show(Request request) {
        String name = request.parameter("name");
        ScheduleStatus status = found(name, () -> schedules.get(name))
                .orElseThrow(() -> HttpProblem.notFound("schedule \"" + name + "\" not found"));
        List<Instant> times = status.schedule().isPresent() ? schedules.next(name, TIMES) : List.of();
        PageFrame frame = context.frame(
                request,
                PageFrame.Section.SCHEDULES,
                "Schedule " + name,
                site.scheduler().ping());
        return context.page(
                "schedule.jte",
                frame,
                new ScheduleModel(status, times, schedules.history(name, LINES), site.hideArguments()));
    }
}
