/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.JobPage.FoundJob;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.internal.text.Excerpt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The call of a job as a list shows it: the function, and its arguments where they may be shown.
 *
 * @param function dotted name; empty if unknown
 * @param rest arguments, or the description given by the job's author
 */
public record CallText(String function, String rest) {

    private static final Pattern CALL = Pattern.compile("([A-Za-z0-9_.]+)(\\(.*)", Pattern.DOTALL);
    private static final int LONGEST = 160;

    static CallText of(FoundJob found, boolean hideArguments) {
        String function = found.function().orElse("");
        String description = found.job().description().orElse("");
        if (hideArguments) {
            return new CallText(function, "");
        }
        boolean repeats = description.startsWith(function + "(");
        String rest = repeats ? description.substring(function.length()) : description;
        return new CallText(function, Excerpt.of(rest, LONGEST));
    }

    /** Returns the call of a run: {@code what} is the function for a schedule and the description for a job. */
    static CallText of(Overview.Run run, boolean hideArguments) {
        String what = run.what().orElse("");
        return run.schedule().isPresent() ? new CallText(what, "") : of(what, hideArguments);
    }

    private static CallText of(String description, boolean hideArguments) {
        Matcher call = CALL.matcher(description);
        if (call.matches()) {
            return new CallText(call.group(1), hideArguments ? "" : Excerpt.of(call.group(2), LONGEST));
        }
        return new CallText(hideArguments ? "" : Excerpt.of(description, LONGEST), "");
    }

    /** Returns the call of a job as a heading. */
    static String of(JobDetails details, boolean hideArguments) {
        return hideArguments
                ? details.data()
                        .map(CallData::function)
                        .map(function -> function + "(...)")
                        .orElse("(hidden)")
                : details.call();
    }
}
