/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static dev.rqscheduler.internal.time.RuleFrequency.MONTHLY;
import static dev.rqscheduler.internal.time.RuleFrequency.WEEKLY;
import static dev.rqscheduler.internal.time.RuleFrequency.YEARLY;
import static dev.rqscheduler.internal.time.RulePart.BYHOUR;
import static dev.rqscheduler.internal.time.RulePart.BYMINUTE;
import static dev.rqscheduler.internal.time.RulePart.BYMONTHDAY;
import static dev.rqscheduler.internal.time.RulePart.BYSECOND;
import static dev.rqscheduler.internal.time.RulePart.BYSETPOS;
import static dev.rqscheduler.internal.time.RulePart.BYWEEKNO;
import static dev.rqscheduler.internal.time.RulePart.BYYEARDAY;

/** Checks which parts of a recurrence rule can be combined, by RFC 5545, section 3.3.10. */
final class RuleChecks {
    private static final long MOST_TIMES_OF_A_PERIOD = 1_000_000;

    private RuleChecks() {}

    static void check(RecurrenceRule rule) throws RuleSyntaxException {
        RuleFrequency frequency = rule.frequency();
        if (rule.has(BYWEEKNO) && frequency != YEARLY) {
            throw new RuleSyntaxException("BYWEEKNO is only valid with FREQ=YEARLY");
        }
        if (rule.has(BYYEARDAY) && (frequency == MONTHLY || frequency == WEEKLY || frequency == RuleFrequency.DAILY)) {
            throw new RuleSyntaxException(
                    "BYYEARDAY is not valid with FREQ=" + frequency + "; write FREQ=YEARLY, or BYMONTH and BYMONTHDAY");
        }
        if (rule.has(BYMONTHDAY) && frequency == WEEKLY) {
            throw new RuleSyntaxException("BYMONTHDAY is not valid with FREQ=WEEKLY; write FREQ=MONTHLY or FREQ=DAILY");
        }
        if (rule.weekdays().stream().anyMatch(weekday -> weekday.nth() != 0)) {
            checkNumberedWeekdays(rule);
        }
        if (rule.has(BYSETPOS) && rule.numbers().size() == 1 && !rule.hasWeekdays()) {
            throw new RuleSyntaxException("BYSETPOS needs another BY... part to choose from; there is none");
        }
        long days = frequency == YEARLY ? 366 : frequency == MONTHLY ? 31 : frequency == WEEKLY ? 7 : 1;
        if (days * size(rule, BYHOUR) * size(rule, BYMINUTE) * size(rule, BYSECOND) > MOST_TIMES_OF_A_PERIOD) {
            throw new RuleSyntaxException(
                    "it has too many runs in one period; write it with a smaller FREQ, such as FREQ=DAILY");
        }
    }

    private static void checkNumberedWeekdays(RecurrenceRule rule) throws RuleSyntaxException {
        if (rule.frequency() != YEARLY && rule.frequency() != MONTHLY) {
            throw new RuleSyntaxException(
                    "BYDAY with a number, such as 1MO, is only valid with FREQ=MONTHLY and FREQ=YEARLY");
        }
        if (rule.has(BYWEEKNO)) {
            throw new RuleSyntaxException("BYDAY with a number, such as 1MO, is not valid with BYWEEKNO");
        }
    }

    private static long size(RecurrenceRule rule, RulePart part) {
        return Math.max(1, rule.values(part).stream().distinct().count());
    }
}
