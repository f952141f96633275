/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.CronSyntaxException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Reads one field: a list of items. Positions refer to the whole expression, for error messages. */
final class CronFieldParser {
    private static final int SUNDAY = 7;
    private static final String LAST_WEEKDAY_FORM =
            "L in the day-of-week field takes a digit 0 to 7 or a range of two (L5, L3-5), not a name";
    private static final String BEFORE_LAST_DAY_FORM =
            "Z takes a digit 0 to 7 (Z1: the day before the last of the month) or a range such as Z1-3";

    private final String text;
    private final CronField field;
    private final int begin;
    private final int end;
    private final CronDialect dialect;

    private final BitSet values = new BitSet();
    private final List<CronPattern.FromEnd> fromEnd = new ArrayList<>();
    private int lastWeekdays;
    private boolean hasStar;

    CronFieldParser(String text, CronField field, int begin, int end, CronDialect dialect) {
        this.text = text;
        this.field = field;
        this.begin = begin;
        this.end = end;
        this.dialect = dialect;
    }

    /** The plain values of the field; may be empty if there are {@code L} or {@code Z} items. */
    BitSet values() {
        return values;
    }

    List<CronPattern.FromEnd> fromEnd() {
        return fromEnd;
    }

    /** Weekdays named with {@code L}, as bits. */
    int lastWeekdays() {
        return lastWeekdays;
    }

    /** Returns whether there is a {@code *}, a step of it, or a {@code ?}. */
    boolean hasStar() {
        return hasStar;
    }

    void parse() {
        for (int from = begin; from <= end; ) {
            int comma = indexOf(',', from, end);
            int to = comma < 0 ? end : comma;
            parseItem(from, to);
            from = to + 1;
        }
    }

    private void parseItem(int from, int to) {
        if (from == to) {
            throw error(from, "there is nothing " + (to < end ? "before" : "after") + " the comma");
        }
        switch (charAt(from)) {
            case 'l' -> parseLast(from, to);
            case 'z' -> parseBeforeLast(from, to);
            case '?' -> {
                if (!field.isDay() || to > from + 1) {
                    throw error(
                            from, "? stands alone, and only in the day-of-month or the day-of-week field" + yearHint());
                }
                values.set(field.min, field.max + 1);
                hasStar = true;
            }
            default -> parseValues(from, to);
        }
    }

    /** {@code *}, a number, a name or a range, and perhaps a step. */
    private void parseValues(int from, int to) {
        int slash = indexOf('/', from, to);
        int baseEnd = slash < 0 ? to : slash;
        int dash = indexOf('-', from, baseEnd);
        int first;
        int last = field.max;
        if (baseEnd == from + 1 && charAt(from) == '*') {
            first = field.min;
            hasStar = true;
        } else if (dash >= 0) {
            first = value(from, dash);
            last = value(dash + 1, baseEnd);
            if (field == CronField.DAY_OF_WEEK && last == 0) {
                last = SUNDAY;
            }
        } else {
            first = value(from, baseEnd);
            last = slash < 0 ? first : field.max;
        }
        if (first > last) {
            throw error(from, dash < 0 ? "no step can start at " + first : "the range runs backwards; write it as two");
        }
        int step = slash < 0 ? 1 : step(slash + 1, to, first);
        for (int value = first; value <= last; value += step) {
            values.set(field == CronField.DAY_OF_WEEK && value == SUNDAY ? 0 : value);
        }
    }

    private int step(int from, int to, int first) {
        if (!isNumber(from, to)) {
            throw error(from, "a step must be a whole number, but " + quote(from, to) + " is not");
        }
        int largest = field.largestWritten();
        long step = number(from, to);
        if (step == 0) {
            throw error(from, "step 0 leads nowhere; steps start at 1");
        }
        if (step > largest) {
            throw error(from, "step " + quoteNumber(from, to) + " is larger than " + largest);
        }
        if (first + step > largest) {
            throw error(
                    from,
                    "the first step leads from " + first + " to " + (first + step) + ", past " + largest + "; write "
                            + first + " alone");
        }
        return (int) step;
    }

    /** {@code L} in the day-of-month field, {@code L5} and {@code L3-5} in the day-of-week field. */
    private void parseLast(int from, int to) {
        if (field == CronField.DAY_OF_MONTH && to == from + 1) {
            fromEnd.add(new CronPattern.FromEnd(0, 0, false));
            return;
        }
        if (field != CronField.DAY_OF_WEEK) {
            throw error(
                    from,
                    "L stands alone in the day-of-month field, or before a digit in the day-of-week field"
                            + yearHint());
        }
        int[] digits = digits(from + 1, to, LAST_WEEKDAY_FORM);
        // Backwards ranges parse, and match nothing, in Python too.
        for (int weekday = digits[0]; weekday <= digits[1]; weekday++) {
            lastWeekdays |= 1 << (weekday % SUNDAY);
        }
    }

    /** {@code Z3} and {@code Z1-3} in the day-of-month field. */
    private void parseBeforeLast(int from, int to) {
        if (field != CronField.DAY_OF_MONTH) {
            throw error(from, "Z is only valid in the day-of-month field" + yearHint());
        }
        int[] digits = digits(from + 1, to, BEFORE_LAST_DAY_FORM);
        boolean single = to == from + 2;
        if (!single && (digits[1] == 0 || digits[0] > digits[1])) {
            throw error(from + 1, "a range after Z must go from the smaller to the larger number, and not to 0");
        }
        fromEnd.add(new CronPattern.FromEnd(digits[0], digits[1], single));
    }

    /** One digit 0 to 7 (then it is both ends), or two with a dash between. */
    private int[] digits(int from, int to, String form) {
        int last = to - 1;
        boolean single = to == from + 1;
        boolean range = to == from + 3 && charAt(from + 1) == '-';
        if (!(single || range) || !isUpToSeven(from) || !isUpToSeven(last)) {
            throw error(from, form);
        }
        return new int[] {charAt(from) - '0', charAt(last) - '0'};
    }

    private boolean isUpToSeven(int at) {
        return charAt(at) >= '0' && charAt(at) <= '7';
    }

    private int value(int from, int to) {
        if (from == to) {
            throw error(from, "a number is missing");
        }
        int named = field.named(text.substring(from, to).toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named;
        }
        if (!isNumber(from, to)) {
            throw error(from, quote(from, to) + " is not a valid " + field.title + nameHint() + yearHint());
        }
        long value = number(from, to);
        if (value < field.min || value > field.largestWritten()) {
            throw error(
                    from,
                    quoteNumber(from, to) + " is not between " + field.min + " and " + field.largestWritten()
                            + yearHint());
        }
        return (int) value;
    }

    private boolean isNumber(int from, int to) {
        for (int i = from; i < to; i++) {
            if (charAt(i) < '0' || charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    /** The value of the digits; anything beyond a million is a million, which is too large everywhere. */
    private long number(int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = Math.min(number * 10 + (charAt(i) - '0'), 1_000_000);
        }
        return number;
    }

    private int indexOf(char wanted, int from, int to) {
        int index = text.indexOf(wanted, from);
        return index < 0 || index >= to ? -1 : index;
    }

    /** The character, an ASCII letter in lower case. */
    private char charAt(int index) {
        char c = text.charAt(index);
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private CronSyntaxException error(int position, String reason) {
        return new CronSyntaxException(text, position, field.title, reason);
    }

    private String quote(int from, int to) {
        return Quote.of(text.substring(from, to), 20);
    }

    private String quoteNumber(int from, int to) {
        return to - from <= 10 ? text.substring(from, to) : quote(from, to);
    }

    private String nameHint() {
        return field.names.isEmpty() ? "" : "; the names are " + field.names;
    }

    /** The most common mistake: six fields with the seconds first, as Quartz and Spring have them. */
    private String yearHint() {
        return field == CronField.YEAR && !dialect.seconds()
                ? " (the sixth of six fields is the year; for seconds write all seven)"
                : "";
    }
}
