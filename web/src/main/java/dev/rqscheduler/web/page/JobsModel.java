/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.JobPage;
import dev.rqscheduler.api.JobPage.FoundJob;
import dev.rqscheduler.internal.time.Durations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A page of jobs.
 *
 * @param filters as entered: id, function, queue, state, from, until
 * @param first whether this is the first page
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
