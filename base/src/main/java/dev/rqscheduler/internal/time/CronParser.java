/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.CronSyntaxException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Splits an expression into its fields and combines the parsed fields; see {@link CronExpression}. */
final class CronParser {
    private static final Map<String, String> ALIASES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@hourly", "0 * * * *");
    static final int FEWEST_FIELDS = 5;
    static final int MOST_FIELDS = 7;
    private static final int ALL_HOURS = Bits.range(CronField.HOUR.min, CronField.HOUR.max);

    private final String text;
    private final CronDialect dialect;
    private final Map<CronField, CronFieldParser> fields = new EnumMap<>(CronField.class);

    CronParser(String text, CronDialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    CronPattern parse() {
        if (text.length() > CronExpression.LONGEST) {
            throw new CronSyntaxException(
                    text,
                    CronExpression.LONGEST,
                    "",
                    "it has " + text.length() + " characters, the limit is " + CronExpression.LONGEST);
        }
        String fullText = ALIASES.getOrDefault(text, text);
        List<int[]> words = words(fullText);
        checkNumberOf(words);
        boolean seconds = beginsWithSecond(words.size(), dialect);
        Iterator<int[]> word = words.iterator();
        for (CronField field : CronField.values()) {
            boolean written = word.hasNext() && (seconds || field != CronField.SECOND);
            fields.put(field, written ? parser(fullText, field, word.next()) : unwritten(field));
        }
        fields.values().forEach(CronFieldParser::parse);
        return pattern();
    }

    /**
     * Returns whether the first of this many fields is the second; six begin with the minute, unless the dialect says
     * otherwise.
     */
    static boolean beginsWithSecond(int fields, CronDialect dialect) {
        return fields == MOST_FIELDS || (dialect.seconds() && fields == MOST_FIELDS - 1);
    }

    private CronFieldParser parser(String fullText, CronField field, int[] word) {
        return new CronFieldParser(fullText, field, word[0], word[1], dialect);
    }

    private CronFieldParser unwritten(CronField field) {
        return new CronFieldParser(field == CronField.SECOND ? "0" : "*", field, 0, 1, dialect);
    }

    private CronPattern pattern() {
        int hours = (int) bits(CronField.HOUR);
        BitSet years = at(CronField.YEAR).values();
        return new CronPattern(
                bits(CronField.SECOND),
                bits(CronField.MINUTE),
                hours,
                new CronPattern.DaysOfMonth(
                        (int) bits(CronField.DAY_OF_MONTH),
                        at(CronField.DAY_OF_MONTH).fromEnd()),
                (int) bits(CronField.MONTH),
                new CronPattern.DaysOfWeek(
                        (int) bits(CronField.DAY_OF_WEEK),
                        at(CronField.DAY_OF_WEEK).lastWeekdays()),
                years,
                hours == ALL_HOURS
                        || at(CronField.HOUR).hasStar()
                        || at(CronField.MINUTE).hasStar(),
                dialect.dayOr()
                        && !at(CronField.DAY_OF_MONTH).hasStar()
                        && !at(CronField.DAY_OF_WEEK).hasStar());
    }

    private CronFieldParser at(CronField field) {
        return Objects.requireNonNull(fields.get(field));
    }

    private long bits(CronField field) {
        long[] words = at(field).values().toLongArray();
        return words.length == 0 ? 0 : words[0];
    }

    private void checkNumberOf(List<int[]> words) {
        int count = words.size();
        if (count >= FEWEST_FIELDS && count <= MOST_FIELDS) {
            return;
        }
        int position = count > MOST_FIELDS ? words.get(MOST_FIELDS)[0] : text.length();
        String got = count == 0 ? "it is empty" : count == 1 ? "it has 1 field" : "it has " + count + " fields";
        String hint = aliasHint(words);
        throw new CronSyntaxException(
                text,
                hint == null ? position : words.get(0)[0],
                "",
                hint == null
                        ? got + ", but needs 5 (minute hour day-of-month month day-of-week), 6 ("
                                + (dialect.seconds() ? "second before" : "and year")
                                + ") or 7 (seconds first, year last)"
                        : hint);
    }

    private @Nullable String aliasHint(List<int[]> words) {
        if (words.isEmpty() || text.charAt(words.get(0)[0]) != '@') {
            return null;
        }
        return "the aliases are @yearly, @annually, @monthly, @weekly, @daily and @hourly, in lower case and without"
                + " surrounding spaces";
    }

    /** Begin and end of each word. */
    static List<int[]> words(String text) {
        var words = new ArrayList<int[]>();
        int at = 0;
        while (at < text.length()) {
            int begin = at;
            while (at < text.length() && !isBlank(text.charAt(at))) {
                at++;
            }
            if (at > begin) {
                words.add(new int[] {begin, at});
            }
            at++;
        }
        return words;
    }

    /**
     * Characters at which Python's {@code str.split()} splits; neither of Java's two notions of white space matches.
     */
    private static boolean isBlank(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || (c >= 0x1c && c <= 0x1f)
                || c == 0x85
                || (c > 0x85 && Character.isSpaceChar(c));
    }
}
