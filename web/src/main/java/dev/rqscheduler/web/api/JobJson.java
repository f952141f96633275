/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.JobPage.FoundJob;
import dev.rqscheduler.web.http.JsonObject;
import dev.rqscheduler.web.site.Site;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts jobs to JSON. */
final class JobJson {

    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)\\(");

    private JobJson() {}

    static JsonObject found(FoundJob found, boolean hideArguments) {
        JsonObject entry = new JsonObject()
                .put("id", found.job().id())
                .put("due", found.job().due())
                .put("overdue", found.overdue())
                .put("has_hash", found.hasHash())
                .put("queue", found.job().queue())
                .put("status", found.job().status())
                .put("function", found.function());
        if (!hideArguments) {
            entry.put("description", found.job().description());
        }
        entry.span("interval", found.job().interval()).put("cron", found.job().cron());
        found.job().runsLeft().ifPresent(left -> entry.put("runs_left", left));
        return entry;
    }

    static JsonObject details(JobDetails job, boolean hideArguments) {
        JsonObject entry = new JsonObject().put("id", job.id()).put("due", job.due());
        entry.put("function", job.data().map(CallData::function));
        if (!hideArguments) {
            entry.put("call", job.call());
            job.data().ifPresent(call -> arguments(call, entry));
            job.metaData().ifPresent(meta -> entry.put("meta", ValueJson.of(meta)));
        }
        return entry.put("hidden", hideArguments)
                .put("fields", Site.shown(job.fields(), hideArguments))
                .span("expires_in", job.expiresIn())
                .put("quarantine_reason", job.inQuarantine());
    }

    private static void arguments(CallData call, JsonObject entry) {
        JsonObject kwargs = new JsonObject();
        call.kwargs().forEach((name, value) -> kwargs.put(name, ValueJson.of(value)));
        entry.list("args", call.args(), ValueJson::of).put("kwargs", kwargs);
    }

    /** Returns the function if the description is a call, otherwise an empty string. */
    static String functionOf(String description) {
        Matcher call = CALL.matcher(description);
        return call.lookingAt() ? call.group(1) : "";
    }
}
