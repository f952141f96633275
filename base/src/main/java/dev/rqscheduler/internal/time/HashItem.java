/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.CronSyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code H} of a cron expression, see {@link HashSpread}.
 *
 * @param first the smallest value there is to choose from
 * @param last the largest one
 * @param step distance of the values, or 0 for a single one
 */
record HashItem(int first, int last, int step) {
    private static final int LAST_DAY_OF_EVERY_MONTH = 28;
    private static final Pattern FORM = Pattern.compile("[Hh](?:\\(([0-9]{1,4})-([0-9]{1,4})\\))?(?:/([0-9]{1,4}))?");

    static HashItem parse(String text, CronField field, int from, int to) {
        if (field == CronField.YEAR) {
            throw new CronSyntaxException(text, from, field.title, "H is not allowed in the year");
        }
        Matcher form = FORM.matcher(text).region(from, to);
        if (!form.matches()) {
            throw new CronSyntaxException(
                    text, from, field.title, "H is written H, H/15, H(0-29) or H(0-29)/10, with numbers");
        }
        int first = field.min;
        int last = field == CronField.DAY_OF_MONTH ? LAST_DAY_OF_EVERY_MONTH : field.max;
        if (form.group(1) != null) {
            first = Integer.parseInt(form.group(1));
            last = Integer.parseInt(form.group(2));
            if (first < field.min || last > field.max || first > last) {
                throw new CronSyntaxException(
                        text,
                        form.start(1),
                        field.title,
                        "the range of H must go forward and lie between " + field.min + " and " + field.max);
            }
        }
        int step = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        int most = last - first + 1;
        if (form.group(3) != null && (step < 1 || step > most)) {
            throw new CronSyntaxException(
                    text, form.start(3), field.title, "a step of H must be 1 to " + most + " here, not " + step);
        }
        return new HashItem(first, last, step);
    }

    /** The item in the dialect of {@link CronExpression}. */
    String resolve(String name, CronField field) {
        int choices = step == 0 ? last - first + 1 : step;
        int value = first + (int) StableHash.below(choices, "H", name, field.title);
        // A first step that leads out of the range is invalid, and the dialect refuses it.
        return step == 0 || value + step > last ? Integer.toString(value) : value + "-" + last + "/" + step;
    }
}
