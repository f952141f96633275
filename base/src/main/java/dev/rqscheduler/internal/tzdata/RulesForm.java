/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The serialised form of {@link ZoneRules} and their parts, as documented by the JDK
 * ("Serialized Form", {@code java.time.zone.Ser}). Read here since the JDK's own reader cannot be called.
 */
final class RulesForm {
    private static final int RULES = 1;
    private static final int QUARTER = 900;
    private static final List<TimeDefinition> DEFINITIONS =
            List.of(TimeDefinition.UTC, TimeDefinition.WALL, TimeDefinition.STANDARD);
    private static final long FIRST_QUARTER = 4_575_744_000L;

    private final DataInputStream in;

    private RulesForm(DataInputStream in) {
        this.in = in;
    }

    static ZoneRules read(DataInputStream in) throws IOException {
        try {
            return new RulesForm(in).rules();
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("a zone's rules are damaged: " + e.getMessage(), e);
        }
    }

    private ZoneRules rules() throws IOException {
        if (in.readByte() != RULES) {
            throw new IOException("a zone's rules are in an unknown format");
        }
        long[] standardTimes = times();
        ZoneOffset[] standard = offsets(standardTimes.length + 1);
        long[] times = times();
        ZoneOffset[] offsets = offsets(times.length + 1);
        List<ZoneOffsetTransitionRule> last = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            last.add(rule());
        }
        return ZoneRules.of(
                standard[0], offsets[0], transitions(standardTimes, standard), transitions(times, offsets), last);
    }

    private static List<ZoneOffsetTransition> transitions(long[] times, ZoneOffset[] offsets) {
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            LocalDateTime before = LocalDateTime.ofEpochSecond(times[i], 0, offsets[i]);
            transitions.add(ZoneOffsetTransition.of(before, offsets[i], offsets[i + 1]));
        }
        return transitions;
    }

    private long[] times() throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available()) {
            throw new IOException("a zone's rules have " + count + " changes");
        }
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            int high = in.readUnsignedByte();
            times[i] = high == 255
                    ? in.readLong()
                    : ((high << 16) + in.readUnsignedShort()) * (long) QUARTER - FIRST_QUARTER;
        }
        return times;
    }

    private ZoneOffset[] offsets(int count) throws IOException {
        ZoneOffset[] offsets = new ZoneOffset[count];
        for (int i = 0; i < count; i++) {
            int quarters = in.readByte();
            offsets[i] = ZoneOffset.ofTotalSeconds(quarters == 127 ? in.readInt() : quarters * QUARTER);
        }
        return offsets;
    }

    private ZoneOffsetTransitionRule rule() throws IOException {
        int data = in.readInt();
        int day = (data >>> 22 & 63) - 32;
        int weekday = data >>> 19 & 7;
        @Nullable DayOfWeek dayOfWeek = weekday == 0 ? null : DayOfWeek.of(weekday);
        int hour = data >>> 14 & 31;
        int standardByte = data >>> 4 & 255;
        LocalTime time = hour == 31 ? LocalTime.ofSecondOfDay(in.readInt()) : LocalTime.of(hour % 24, 0);
        ZoneOffset standard =
                ZoneOffset.ofTotalSeconds(standardByte == 255 ? in.readInt() : (standardByte - 128) * QUARTER);
        return ZoneOffsetTransitionRule.of(
                Month.of(data >>> 28),
                day,
                dayOfWeek,
                time,
                hour == 24,
                DEFINITIONS.get(data >>> 12 & 3),
                standard,
                shifted(standard, data >>> 2 & 3),
                shifted(standard, data & 3));
    }

    private ZoneOffset shifted(ZoneOffset standard, int halfHours) throws IOException {
        return ZoneOffset.ofTotalSeconds(
                halfHours == 3 ? in.readInt() : standard.getTotalSeconds() + halfHours * 2 * QUARTER);
    }
}
