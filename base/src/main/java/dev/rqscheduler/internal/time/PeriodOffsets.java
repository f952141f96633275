/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static dev.rqscheduler.internal.time.RulePart.BYHOUR;
import static dev.rqscheduler.internal.time.RulePart.BYMINUTE;
import static dev.rqscheduler.internal.time.RulePart.BYSECOND;

import java.util.List;
import java.util.stream.LongStream;

/** Computes the times within a day, an hour, a minute or a second from the finer parts of a rule. */
final class PeriodOffsets {
    private static final int DAY = 86_400;
    private static final int HOUR = 3600;
    private static final int MINUTE = 60;

    private PeriodOffsets() {}

    /**
     * @param start of the rule, in seconds since 1970: what the rule leaves open is as in the start
     * @param length of the period in seconds: 86400, 3600, 60 or 1
     * @return seconds from the beginning of a period, ascending, each once
     */
    static long[] of(RecurrenceRule rule, long start, int length) {
        long second = Math.floorMod(start, DAY);
        LongStream offsets = LongStream.of(0);
        if (length > HOUR) {
            offsets = expand(offsets, HOUR, rule.values(BYHOUR), second / HOUR);
        }
        if (length > MINUTE) {
            offsets = expand(offsets, MINUTE, rule.values(BYMINUTE), second / MINUTE % MINUTE);
        }
        if (length > 1) {
            offsets = expand(offsets, 1, rule.values(BYSECOND), second % MINUTE);
        }
        return offsets.sorted().distinct().toArray();
    }

    private static LongStream expand(LongStream offsets, int unit, List<Integer> values, long otherwise) {
        List<Long> numbers = values.isEmpty()
                ? List.of(otherwise)
                : values.stream().distinct().map(Integer::longValue).toList();
        return offsets.flatMap(offset -> numbers.stream().mapToLong(number -> offset + number * unit));
    }
}
