/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.FoundJob;
import dev.rqscheduler.api.Overview;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job calls, for a list: the function, and what it is called with, where that may be shown.
 *
 * @param function dotted name; empty text if unknown
 * @param rest arguments, or the description that its author gave
 */
public record Call(String function, String rest) {

    private static final Pattern CALL = Pattern.compile("([A-Za-z0-9_.]+)(\\(.*)", Pattern.DOTALL);
    private static final int LONGEST = 160;

    static Call of(FoundJob found, boolean hideArguments) {
        String description = found.job().description();
        if (hideArguments) {
            return new Call(found.function(), "");
        }
        return description.startsWith(found.function() + "(")
                ? new Call(
                        found.function(),
                        shortened(description.substring(found.function().length())))
                : new Call(found.function(), shortened(description));
    }

    /** A run of a schedule has its function there, a job what its author wrote. */
    static Call of(Overview.Run run, boolean hideArguments) {
        return run.schedule().isPresent() ? new Call(run.what(), "") : of(run.what(), hideArguments);
    }

    private static Call of(String description, boolean hideArguments) {
        Matcher call = CALL.matcher(description);
        if (call.matches()) {
            return new Call(call.group(1), hideArguments ? "" : shortened(call.group(2)));
        }
        return new Call(hideArguments ? "" : shortened(description), "");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
