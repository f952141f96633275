/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.FieldChange;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.internal.schedule.ScheduleForm;
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

/** The form of a schedule, its preview, and saving it. */
public final class ScheduleForms {

    private static final int TIMES = 5;

    private final Site site;
    private final HtmlPages pages;
    private final Schedules schedules;

    ScheduleForms(Site site, HtmlPages pages) {
        this.site = site;
        this.pages = pages;
        this.schedules = site.schedules();
    }

    void addTo(Routes.Builder routes) {
        routes.get("/new-schedule", request -> show(request, "", Map.of(), Optional.empty(), Optional.empty()));
        routes.post("/new-schedule/preview", request -> preview(request, ""));
        routes.post("/new-schedule/save", request -> save(request, ""));
        routes.get("/schedules/{name}/edit", request -> {
            String name = request.parameter("name");
            ScheduleStatus status = status(name);
            Map<String, String> typed = ScheduleFields.typed(definition(status), site.hideArguments());
            return show(request, name, typed, Optional.empty(), status.problem());
        });
        routes.post("/schedules/{name}/preview", request -> preview(request, request.parameter("name")));
        routes.post("/schedules/{name}/save", request -> save(request, request.parameter("name")));
    }

    private ScheduleStatus status(String name) {
        return schedules.get(name).orElseThrow(() -> HttpProblem.notFound("schedule \"" + name + "\" not found"));
    }

    private Map<String, PyValue> form(String name) {
        return definition(status(name));
    }

    private static Map<String, PyValue> definition(ScheduleStatus status) {
        return status.schedule().map(Schedule::form).orElse(Map.of());
    }

    private Response preview(Request request, String name) {
        return preview(request, name, changedMeanwhile(request, name));
    }

    private Response preview(Request request, String name, Optional<String> warning) {
        Map<String, String> typed = ScheduleFields.typed(request);
        try {
            Schedule schedule = schedule(name, typed);
            ScheduleChange change =
                    schedules.plan(List.of(schedule), Optional.empty()).get(0);
            List<Instant> times = schedule.next(site.now(), TIMES);
            return show(request, name, typed, Optional.of(new EditModel.Preview(change, schedule, times)), warning);
        } catch (IllegalArgumentException | BadScheduleException e) {
            return show(request, name, typed, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private Response save(Request request, String name) {
        Map<String, String> typed = ScheduleFields.typed(request);
        try {
            Schedule schedule = schedule(name, typed);
            if (name.isEmpty() && schedules.get(schedule.name()).isPresent()) {
                throw new IllegalArgumentException(
                        "schedule \"" + schedule.name() + "\" already exists; edit it instead");
            }
            Optional<String> warning = changedMeanwhile(request, name).or(() -> notPreviewed(request, typed));
            if (warning.isPresent()) {
                return preview(request, name, warning);
            }
            ScheduleChange change = schedules.put(schedule);
            boolean same = change.kind() == ScheduleChange.Kind.UNCHANGED;
            return (same ? Notice.UNCHANGED : Notice.SAVED).on(PageLinks.schedule(schedule.name()));
        } catch (IllegalArgumentException | BadScheduleException e) {
            return show(request, name, typed, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** Returns the fingerprint of the current definition. */
    private String current(String name) {
        return name.isEmpty()
                ? ""
                : schedules
                        .get(name)
                        .map(ScheduleForms::definition)
                        .map(ScheduleFields::definitionFingerprint)
                        .orElse("");
    }

    /** Returns a warning if the schedule changed after the form was opened, so that no change is overwritten unseen. */
    private Optional<String> changedMeanwhile(Request request, String name) {
        Optional<String> read = request.form("read");
        if (name.isEmpty() || read.isEmpty() || read.get().equals(current(name))) {
            return Optional.empty();
        }
        String by = schedules
                .get(name)
                .map(status ->
                        "changed" + status.updatedBy().map(who -> " by " + who).orElse(""))
                .orElse("deleted");
        return Optional.of("The schedule was " + by
                + " since you opened it. Nothing was saved; review the changes below and save again.");
    }

    private static Optional<String> notPreviewed(Request request, Map<String, String> typed) {
        if (request.form("previewed")
                .filter(ScheduleFields.fingerprint(typed)::equals)
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                "These values have not been previewed. Nothing was saved; review the changes below and save again.");
    }

    private Schedule schedule(String name, Map<String, String> typed) {
        Map<String, PyValue> kept = new LinkedHashMap<>();
        if (!name.isEmpty() && site.hideArguments()) {
            kept.putAll(form(name));
            kept.keySet().retainAll(Site.TELLING_OF_DEFINITION);
        }
        return ScheduleForm.read(
                name.isEmpty() ? typed.getOrDefault("name", "") : name, ScheduleFields.parse(typed, kept));
    }

    private Response show(
            Request request,
            String name,
            Map<String, String> typed,
            Optional<EditModel.Preview> preview,
            Optional<String> mistake) {
        String title = name.isEmpty() ? "New schedule" : "Edit " + name;
        PageFrame frame = pages.frame(request, PageFrame.Section.SCHEDULES, title, site.now());
        EditModel model = new EditModel(name, typed, current(name), preview, mistake, site.hideArguments());
        int status = mistake.isEmpty() ? 200 : preview.isPresent() ? 409 : 400;
        // htmx does not swap in parts from an error response.
        return pages.page(
                request.wantsPart() ? 200 : status, request.wantsPart() ? "previewPart.jte" : "edit.jte", frame, model);
    }

    /**
     * A schedule being edited or created.
     *
     * @param name empty for a new schedule
     * @param read fingerprint of the definition that the inputs are compared with; empty if there is none
     * @param preview what saving would change; empty until a preview is requested
     */
    public record EditModel(
            String name,
            Map<String, String> typed,
            String read,
            Optional<Preview> preview,
            Optional<String> mistake,
            boolean hideArguments) {

        /** The effect of saving: the changed fields, the schedule afterwards, and its first due times. */
        public record Preview(ScheduleChange change, Schedule schedule, List<Instant> times) {

            public List<FieldChange> fields() {
                return change.fields();
            }

            public boolean unchanged() {
                return change.kind() == ScheduleChange.Kind.UNCHANGED;
            }
        }

        /** Returns the fingerprint of the inputs that the preview is for. */
        public String previewed() {
            return ScheduleFields.fingerprint(typed);
        }

        public boolean isNew() {
            return name.isEmpty();
        }

        public String field(String field) {
            return typed.getOrDefault(field, "");
        }

        /** Returns whether a field must not be shown when arguments are hidden. */
        public static boolean carriesArguments(FieldChange change) {
            return Site.TELLING_OF_DEFINITION.contains(change.field());
        }

        /** Returns the URL that the form is sent to. */
        public String action() {
            return isNew() ? "/new-schedule" : PageLinks.schedule(name);
        }
    }
}
