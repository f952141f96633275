/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.SchedulePage;
import dev.rqscheduler.api.ScheduleSearch;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.When;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pages for named schedules: the list, one schedule and its actions. */
public final class SchedulePages {

    private static final int TIMES = 10;
    private static final int LINES = 50;

    private final Site site;
    private final HtmlPages pages;
    private final Schedules schedules;

    SchedulePages(Site site, HtmlPages pages) {
        this.site = site;
        this.pages = pages;
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
            return Notice.PAUSED.on(PageLinks.schedule(name));
        });
        routes.post("/schedules/{name}/delete", request -> {
            schedules.delete(request.parameter("name"));
            return Notice.DELETED.on("/schedules");
        });
    }

    private static void steer(Routes.Builder routes, String verb, Function<String, Notice> steering) {
        routes.post("/schedules/{name}/" + verb, request -> {
            String name = request.parameter("name");
            Notice notice = found(name, () -> steering.apply(name));
            return notice.on(PageLinks.schedule(name));
        });
    }

    private static <T> T found(String name, Supplier<T> steering) {
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
            search.state(HtmlPages.state(ScheduleStatus.State.class, state));
        }
        SchedulePage page = schedules.search(search.build());
        PageFrame frame = pages.frame(request, PageFrame.Section.SCHEDULES, "Schedules", page.now());
        return pages.page(
                request.wantsPart() ? "schedulesPart.jte" : "schedules.jte",
                frame,
                new SchedulesModel(page, text, state, request.query("after").isEmpty()));
    }

    private Response show(Request request) {
        String name = request.parameter("name");
        ScheduleStatus status = found(name, () -> schedules.get(name))
                .orElseThrow(() -> HttpProblem.notFound("schedule \"" + name + "\" not found"));
        List<Instant> times = status.schedule().isPresent() ? schedules.next(name, TIMES) : List.of();
        PageFrame frame = pages.frame(request, PageFrame.Section.SCHEDULES, "Schedule " + name, site.now());
        return pages.page(
                "schedule.jte",
                frame,
                new ScheduleModel(status, times, schedules.history(name, LINES), site.hideArguments()));
    }

    /** A page of named schedules. */
    public record SchedulesModel(SchedulePage page, String text, String state, boolean first) {

        public boolean filtered() {
            return !text.isEmpty() || !state.isEmpty();
        }

        public Optional<String> next() {
            return page.next()
                    .map(after -> PageLinks.with(
                            "/schedules", new TreeMap<>(Map.of("text", text, "state", state, "after", after))));
        }

        public String start() {
            return PageLinks.with("/schedules", new TreeMap<>(Map.of("text", text, "state", state)));
        }

        /** Returns the last outcomes, oldest first, to be read from left to right. */
        public static List<ScheduleModel.OutcomeMark> ticks(List<RunRecord> outcomes) {
            List<RunRecord> oldestFirst = new ArrayList<>(outcomes);
            Collections.reverse(oldestFirst);
            return oldestFirst.stream().map(ScheduleModel.OutcomeMark::of).toList();
        }

        /** Returns the state as one word. */
        public static String state(ScheduleStatus status) {
            return status.state().name().toLowerCase(Locale.ROOT);
        }

        /** Returns the recurrence, such as {@code 0 3 * * * UTC} or {@code every 15m}. */
        public static String when(ScheduleStatus status) {
            return status.schedule().map(SchedulesModel::when).orElse("");
        }

        static String when(Schedule schedule) {
            When when = schedule.when();
            if (when instanceof When.Cron cron) {
                return cron.expression() + " " + schedule.zone();
            } else if (when instanceof When.Every every) {
                return "every " + Durations.format(every.interval());
            } else if (when instanceof When.At at) {
                return NumberText.count(at.times().size(), "fixed time");
            }
            return ((When.Rule) when).text() + " " + schedule.zone();
        }
    }
}
