/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.Quarantine;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages for quarantined jobs and their actions. */
public final class QuarantinePages {

    private final Site site;
    private final HtmlPages pages;
    private final Quarantine quarantine;

    QuarantinePages(Site site, HtmlPages pages) {
        this.site = site;
        this.pages = pages;
        this.quarantine = site.scheduler().quarantine();
    }

    void addTo(Routes.Builder routes) {
        routes.get("/quarantine", this::list);
        routes.get("/quarantine/{id}", this::show);
        routes.post("/quarantine/{id}/retry", this::retry);
        routes.post("/quarantine/{id}/drop", request -> {
            boolean was = quarantine.drop(
                    request.parameter("id"), request.form("delete").isPresent());
            return (was ? Notice.DROPPED : Notice.NOT_IN_QUARANTINE).on("/quarantine");
        });
    }

    private Response list(Request request) {
        long from = request.query("from")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
        List<QuarantinedJob> jobs = quarantine.list(from, QuarantineModel.SIZE);
        PageFrame frame = pages.frame(request, PageFrame.Section.QUARANTINE, "Quarantine", site.now());
        return pages.page("quarantine.jte", frame, new QuarantineModel(quarantine.count(), from, jobs));
    }

    private Response show(Request request) {
        String id = request.parameter("id");
        QuarantinedJob job =
                quarantine.find(id).orElseThrow(() -> HttpProblem.notFound("job \"" + id + "\" is not in quarantine"));
        PageFrame frame = pages.frame(request, PageFrame.Section.QUARANTINE, "Quarantined job " + id, site.now());
        return pages.page("quarantined.jte", frame, new QuarantinedModel(job, site.job(id), site.hideArguments()));
    }

    private Response retry(Request request) {
        String id = request.parameter("id");
        return switch (quarantine.retry(id)) {
            case RETRIED -> Notice.RETRIED.on(PageLinks.job(id));
            case SCHEDULED -> Notice.SCHEDULED_ALREADY.on(PageLinks.job(id));
            case QUEUED_SINCE -> Notice.QUEUED_SINCE.on(PageLinks.quarantined(id));
            case UNLOADABLE -> Notice.UNLOADABLE.on(PageLinks.quarantined(id));
            case GONE -> Notice.NOT_IN_QUARANTINE.on("/quarantine");
            case MISSING -> Notice.HASH_GONE.on(PageLinks.quarantined(id));
        };
    }

    /**
     * A page of quarantined jobs.
     *
     * @param count total number of jobs in quarantine
     * @param from number of jobs before this page
     */
    public record QuarantineModel(long count, long from, List<QuarantinedJob> jobs) {

        static final int SIZE = 50;

        public Optional<String> newer() {
            return from == 0 ? Optional.empty() : Optional.of("/quarantine?from=" + Math.max(0, from - SIZE));
        }

        public Optional<String> older() {
            return from + jobs.size() >= count || jobs.isEmpty()
                    ? Optional.empty()
                    : Optional.of("/quarantine?from=" + (from + jobs.size()));
        }
    }

    /** One quarantined job and its decoded hash, which may be missing. */
    public record QuarantinedModel(QuarantinedJob job, Optional<JobDetails> details, boolean hideArguments) {

        public Map<String, String> fields() {
            return Site.shown(details.map(JobDetails::fields).orElse(Map.of()), hideArguments);
        }

        /** Returns the meta as Python would print it, if it may be shown. */
        public Optional<String> meta() {
            return details.flatMap(JobDetails::meta).filter(text -> !hideArguments);
        }

        public String call() {
            return details.map(known -> CallText.of(known, hideArguments)).orElse("unknown, hash missing");
        }
    }
}
