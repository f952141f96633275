/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.RepeatedHour;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code H} in cron expressions, as Jenkins has it: a number that depends on the name of the schedule, so that a hundred
 * schedules that run {@code H * * * *} do not all run at the full hour.
 *
 * <ul>
 *   <li>{@code H}: one value of the field.
 *   <li>{@code H(0-29)}: one value of the range.
 *   <li>{@code H/15}, {@code H(0-29)/10}: every 15th, every 10th value, from a first one that is less than a step from the
 *       beginning of the field or of the range.
 * </ul>
 *
 * An {@code H} may be an item of a list, in upper or lower case, in any field but the year. In the day of month it means
 * 1 to 28, so that every month has the day, unless a range says otherwise; in the day of week 0 to 6. Two of them in one
 * field that have the same form are the same number. For {@link RepeatedHour#WILDCARDS_TWICE} what was {@code H} is a
 * number like any other: {@code 0 H/2 * * *} is a list of hours and does not follow the clock, {@code H * * * *} does.
 *
 * <p><b>The hash</b> is the first eight bytes, big-endian and unsigned, of the SHA-256 of "H", the name and the field
 * (second, minute, hour, day of month, month, day of week), each in UTF-8 and ended by a zero byte; the offset is the
 * remainder by the number of values to choose from. This does not change between releases.
 */
public final class HashSpread {
    private HashSpread() {}

    /**
     * Returns the expression with a number in place of every {@code H}; unchanged if there is none. Only these items
     * are checked, the rest is left to {@link CronExpression#parse(String, CronDialect)}.
     *
     * @param name of the schedule; may be empty
     * @param dialect says which field is which
     * @throws CronSyntaxException if an {@code H} is followed by anything else than the above
     */
    public static String resolve(String expression, String name, CronDialect dialect) {
        List<int[]> words = CronParser.words(expression);
        if (words.size() < CronParser.FEWEST_FIELDS
                || words.size() > CronParser.MOST_FIELDS
                || expression.length() > CronExpression.LONGEST) {
            return expression;
        }
        Iterator<int[]> word = words.iterator();
        var resolved = new StringBuilder();
        int copied = 0;
        for (CronField field : CronField.values()) {
            boolean written = field != CronField.SECOND || CronParser.beginsWithSecond(words.size(), dialect);
            if (written && word.hasNext()) {
                int[] ends = word.next();
                resolved.append(expression, copied, ends[0]);
                resolveField(expression, name, field, ends, resolved);
                copied = ends[1];
            }
        }
        return resolved.append(expression, copied, expression.length()).toString();
    }

    private static void resolveField(
            String expression, String name, CronField field, int[] ends, StringBuilder resolved) {
        int from = ends[0];
        while (from <= ends[1]) {
            int comma = expression.indexOf(',', from);
            int to = comma < 0 || comma > ends[1] ? ends[1] : comma;
            char first = from < to ? expression.charAt(from) : ' ';
            if (first == 'H' || first == 'h') {
                resolved.append(Item.parse(expression, field, from, to).resolve(name, field));
            } else {
                resolved.append(expression, from, to);
            }
            if (to < ends[1]) {
                resolved.append(',');
            }
            from = to + 1;
        }
    }

    /**
     * One {@code H}.
     *
     * @param first the smallest value there is to choose from
     * @param last the largest one
     * @param step distance of the values, or 0 for a single one
     */
    private record Item(int first, int last, int step) {
        private static final int LAST_DAY_OF_EVERY_MONTH = 28;
        private static final Pattern FORM =
                Pattern.compile("[Hh](?:\\(([0-9]{1,4})-([0-9]{1,4})\\))?(?:/([0-9]{1,4}))?");

        static Item parse(String text, CronField field, int from, int to) {
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
            return new Item(first, last, step);
        }

        /** The item in the dialect of {@link CronExpression}. */
        String resolve(String name, CronField field) {
            int choices = step == 0 ? last - first + 1 : step;
            int value = first + (int) StableHash.below(choices, "H", name, field.title);
            // A first step that leads out of the range is invalid, and the dialect refuses it.
            return step == 0 || value + step > last ? Integer.toString(value) : value + "-" + last + "/" + step;
        }
    }
}
