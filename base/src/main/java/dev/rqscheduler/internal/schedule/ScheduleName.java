/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import java.util.regex.Pattern;

/** Names of schedules. Job ids are built from them, hence the alphabet: RQ 2.8 and later load no other ids. */
public final class ScheduleName {

    /** Maximum length; a job id may have 255 characters, and the due time takes up to 25 of them. */
    public static final int LONGEST = 200;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST + "}");

    private ScheduleName() {}

    public static boolean isOne(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * @return the same name
     * @throws BadScheduleException if it is not a valid name
     */
    public static String require(String text) {
        if (!isOne(text)) {
            throw new BadScheduleException(
                    "name",
                    "must be 1 to " + LONGEST + " characters A-Z a-z 0-9 _ - (job ids are built from it), not \""
                            + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + "\"");
        }
        return text;
    }
}
