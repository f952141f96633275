/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.Diagnosis;
import dev.rqscheduler.api.Explanation;
import dev.rqscheduler.api.JobCursor;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.JobPage;
import dev.rqscheduler.api.JobPage.FoundJob;
import dev.rqscheduler.api.JobSearch;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages for scheduled jobs: the list, one job and its actions. */
public final class JobPages {

    private static final List<String> FILTERS = List.of("id", "function", "queue", "state", "from", "until");

    private final Site site;
    private final HtmlPages pages;
    private final Diagnosis diagnosis;

    JobPages(Site site, HtmlPages pages) {
        this.site = site;
        this.pages = pages;
        this.diagnosis = site.diagnosis();
    }

    void addTo(Routes.Builder routes) {
        routes.get("/jobs", this::list);
        routes.get("/jobs/{id}", request -> show(request, Optional.empty(), ""));
        routes.post("/jobs/{id}/cancel", this::cancel);
        routes.post("/jobs/{id}/enqueue", this::enqueue);
        routes.post("/jobs/{id}/reschedule", this::reschedule);
    }

    private Response list(Request request) {
        Map<String, String> filters = new LinkedHashMap<>();
        FILTERS.forEach(
                name -> filters.put(name, request.query(name).map(String::strip).orElse("")));
        Optional<String> mistake = Optional.empty();
        JobSearch search = JobSearch.all();
        try {
            search = search(filters, request.query("after"));
        } catch (HttpProblem | IllegalArgumentException e) {
            mistake = Optional.of(String.valueOf(e.getMessage()));
        }
        JobPage page = site.scheduler().search(search);
        String id = filters.getOrDefault("id", "");
        boolean elsewhere = page.jobs().isEmpty()
                && !id.isEmpty()
                && diagnosis.explainQuickly(id, site.hideArguments()).isPresent();
        PageFrame frame = pages.frame(request, PageFrame.Section.JOBS, "Jobs", page.now());
        // htmx does not swap in parts from an error response.
        return pages.page(
                mistake.isPresent() && !request.wantsPart() ? 400 : 200,
                request.wantsPart() ? "jobsPart.jte" : "jobs.jte",
                frame,
                new JobsModel(
                        page,
                        filters,
                        request.query("after").isEmpty(),
                        elsewhere ? Optional.of(id) : Optional.empty(),
                        mistake,
                        site.hideArguments()));
    }

    private JobSearch search(Map<String, String> filters, Optional<String> after) {
        String state = filters.getOrDefault("state", "");
        JobSearch.Builder search = JobSearch.builder()
                .id(filters.getOrDefault("id", ""))
                .function(filters.getOrDefault("function", ""))
                .queue(filters.getOrDefault("queue", ""))
                .state(state.isEmpty() ? JobSearch.State.ANY : HtmlPages.state(JobSearch.State.class, state));
        String from = filters.getOrDefault("from", "");
        String until = filters.getOrDefault("until", "");
        if (!from.isEmpty() || !until.isEmpty()) {
            // Due times are by Redis's clock, so "2h" must be too.
            PageClock clock = pages.clock(site.now());
            if (!from.isEmpty()) {
                search.from(clock.parse(from));
            }
            if (!until.isEmpty()) {
                search.until(clock.parse(until));
            }
        }
        after.map(JobCursor::parse).ifPresent(search::after);
        return search.build();
    }

    private Response show(Request request, Optional<String> mistake, String typed) {
        String id = request.parameter("id");
        Optional<Explanation> story = diagnosis.explainQuickly(id, site.hideArguments());
        Optional<JobDetails> details = site.job(id);
        if (story.isEmpty() || details.isEmpty()) {
            throw HttpProblem.notFound(
                    "job \"" + id + "\" not found. It may have run and expired, or the id has a typo");
        }
        PageFrame frame = pages.frame(request, PageFrame.Section.JOBS, "Job " + id, site.now());
        return pages.page(
                mistake.isPresent() ? 400 : 200,
                "job.jte",
                frame,
                new JobModel(details.get(), story.get(), mistake, typed, site.hideArguments()));
    }

    private Response cancel(Request request) {
        String id = request.parameter("id");
        boolean was = site.scheduler().cancel(id, request.form("delete").isPresent());
        // Without its hash the job has no page to return to.
        String path = request.form("delete").isPresent() ? "/jobs" : PageLinks.job(id);
        return (was ? Notice.CANCELLED : Notice.NOT_SCHEDULED).on(path);
    }

    private Response enqueue(Request request) {
        String id = request.parameter("id");
        Notice notice;
        try {
            notice = site.scheduler().enqueueNow(id) ? Notice.ENQUEUED : Notice.NOT_ENQUEUED;
        } catch (JobNotScheduledException e) {
            notice = Notice.NOT_SCHEDULED;
        }
        return notice.on(PageLinks.job(id));
    }

    private Response reschedule(Request request) {
        String id = request.parameter("id");
        String typed = request.form("time").orElse("");
        try {
            Instant due = pages.clock(site.now()).parse(typed);
            site.scheduler().reschedule(id, due);
            return Notice.RESCHEDULED.on(PageLinks.job(id));
        } catch (JobNotScheduledException e) {
            return Notice.NOT_SCHEDULED.on(PageLinks.job(id));
        } catch (HttpProblem | IllegalArgumentException e) {
            return show(request, Optional.of(String.valueOf(e.getMessage())), typed);
        }
    }

    /**
     * A page of jobs.
     *
     * @param filters as entered: id, function, queue, state, from, until
     * @param elsewhere an id that was searched for and exists, but is not scheduled
     * @param mistake the error in a filter
     */
    public record JobsModel(
            JobPage page,
            Map<String, String> filters,
            boolean first,
            Optional<String> elsewhere,
            Optional<String> mistake,
            boolean hideArguments) {

        public String filter(String name) {
            return filters.getOrDefault(name, "");
        }

        public boolean filtered() {
            return filters.values().stream().anyMatch(value -> !value.isEmpty());
        }

        /** Returns the URL of the next page. */
        public Optional<String> next() {
            return page.next().map(cursor -> {
                Map<String, String> parameters = new LinkedHashMap<>(filters);
                parameters.put("after", cursor.text());
                return PageLinks.with("/jobs", parameters);
            });
        }

        public String start() {
            return PageLinks.with("/jobs", filters);
        }

        public CallText call(FoundJob found) {
            return CallText.of(found, hideArguments);
        }

        /** Returns the recurrence, such as {@code every 5m, 3 left}; empty for a job that runs once. */
        public static String rhythm(FoundJob found) {
            String rhythm = found.job()
                    .cron()
                    .map(cron -> "cron " + cron)
                    .or(() -> found.job().interval().map(interval -> "every " + Durations.format(interval)))
                    .orElse("");
            return found.job().runsLeft().isPresent()
                    ? rhythm + ", " + found.job().runsLeft().getAsLong() + " left"
                    : rhythm;
        }
    }
}
