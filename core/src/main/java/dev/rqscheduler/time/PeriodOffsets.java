/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import static org.dmfs.rfc5545.recur.RecurrenceRule.Part.BYHOUR;
import static org.dmfs.rfc5545.recur.RecurrenceRule.Part.BYMINUTE;
import static org.dmfs.rfc5545.recur.RecurrenceRule.Part.BYSECOND;
import static org.dmfs.rfc5545.recur.RecurrenceRule.Part.BYSETPOS;

import java.util.List;
import java.util.stream.LongStream;
import org.dmfs.rfc5545.recur.RecurrenceRule;

/** When the runs of a day, an hour, a minute or a second are, by the parts of a rule that are finer than that. */
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
            offsets = expand(offsets, HOUR, RuleText.values(rule, BYHOUR), second / HOUR);
        }
        if (length > MINUTE) {
            offsets = expand(offsets, MINUTE, RuleText.values(rule, BYMINUTE), second / MINUTE % MINUTE);
        }
        if (length > 1) {
            offsets = expand(offsets, 1, RuleText.values(rule, BYSECOND), second % MINUTE);
        }
        return positions(offsets.sorted().distinct().toArray(), RuleText.values(rule, BYSETPOS));
    }

    private static LongStream expand(LongStream offsets, int unit, List<Integer> values, long otherwise) {
        List<Long> numbers = values.isEmpty()
                ? List.of(otherwise)
                : values.stream().map(Integer::longValue).toList();
        return offsets.flatMap(offset -> numbers.stream().mapToLong(number -> offset + number * unit));
    }

    /** BYSETPOS: the first is 1, the last is -1. */
    private static long[] positions(long[] offsets, List<Integer> positions) {
        if (positions.isEmpty()) {
            return offsets;
        }
        return positions.stream()
                .mapToInt(position -> position > 0 ? position - 1 : offsets.length + position)
                .filter(index -> index >= 0 && index < offsets.length)
                .mapToLong(index -> offsets[index])
                .sorted()
                .distinct()
                .toArray();
    }
}
