/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.JobPage.FoundJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts jobs to JSON. */
final class JobJson {

    /** Fields of the hash that reveal arguments or results. */
    private static final Set<String> TELLING = Set.of("description", "exc_info", "result", "meta");

    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)\\(");

    private JobJson() {}

    static Map<String, @Nullable Object> found(FoundJob found, boolean hideArguments) {
        Entry entry = new Entry()
                .put("id", found.job().id())
                .time("due", found.job().due())
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
        return entry.fields();
    }

    static Map<String, @Nullable Object> details(JobDetails job, boolean hideArguments) {
        Entry entry = new Entry().put("id", job.id()).time("due", job.due());
        entry.put("function", job.data().map(CallData::function));
        if (!hideArguments) {
            entry.put("call", job.call());
            job.data().ifPresent(call -> arguments(call, entry));
            job.metaData().ifPresent(meta -> entry.put("meta", ValueJson.of(meta)));
        }
        Map<String, String> fields = new LinkedHashMap<>(job.fields());
        if (hideArguments) {
            fields.keySet().removeAll(TELLING);
        }
        return entry.put("hidden", hideArguments)
                .put("fields", fields)
                .span("expires_in", job.expiresIn())
                .put("quarantine_reason", job.inQuarantine())
                .fields();
    }

    private static void arguments(CallData call, Entry entry) {
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        call.kwargs().forEach((name, value) -> kwargs.put(name, ValueJson.of(value)));
        List<@Nullable Object> args = new ArrayList<>();
        call.args().forEach(value -> args.add(ValueJson.of(value)));
        entry.put("args", args).put("kwargs", kwargs);
    }

    /** Returns the function if the description is a call, otherwise an empty string. */
    static String functionOf(String description) {
        Matcher call = CALL.matcher(description);
        return call.lookingAt() ? call.group(1) : "";
    }
}
