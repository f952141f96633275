/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * A recurrence rule as it was written, and the bounds that were written with it.
 *
 * @param rule the rule without COUNT and UNTIL
 * @param count how many times there are, or 0 for no limit
 * @param lastWallTime the last wall-clock time there may be
 * @param lastInstant the last instant that may be due
 */
record RuleText(RecurrenceRule rule, int count, LocalDateTime lastWallTime, Instant lastInstant) {
    /** Maximum COUNT: parsing a rule examines this many times, in some 50 ms. */
    static final int MOST_COUNT = 100_000;

    private static final int LONGEST = 1000;
    private static final int LONGEST_QUOTE = 120;

    static RuleText parse(String text) {
        try {
            if (text.length() > LONGEST) {
                throw new RuleSyntaxException("it has " + text.length() + " characters, the limit is " + LONGEST);
            }
            return new RuleParser(text).parse();
        } catch (RuleSyntaxException e) {
            throw new IllegalArgumentException(
                    "bad recurrence rule " + Quote.of(text, LONGEST_QUOTE) + ": " + e.getMessage(), e);
        }
    }
}
