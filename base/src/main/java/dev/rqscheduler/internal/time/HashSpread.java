/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.RepeatedHour;
import java.util.Iterator;
import java.util.List;

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
                resolved.append(HashItem.parse(expression, field, from, to).resolve(name, field));
            } else {
                resolved.append(expression, from, to);
            }
            if (to < ends[1]) {
                resolved.append(',');
            }
            from = to + 1;
        }
    }
}
