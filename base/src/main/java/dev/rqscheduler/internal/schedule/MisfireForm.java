/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Misfire;
import java.util.List;

/** Reads and writes the three fields of a {@link Misfire}. */
final class MisfireForm {

    private static final int USUAL_LIMIT = 10;

    private MisfireForm() {}

    static Misfire read(FieldReader reader) {
        String word = reader.text(ScheduleField.MISFIRE).orElse("once");
        if (!List.of("once", "skip", "all").contains(word)) {
            throw new BadScheduleException(ScheduleField.MISFIRE.key(), "must be one of once, skip, all");
        }
        if (reader.has(ScheduleField.MISFIRE_AFTER) && !word.equals("skip")) {
            throw new BadScheduleException(ScheduleField.MISFIRE_AFTER.key(), "is only valid with misfire: skip");
        }
        if (reader.has(ScheduleField.MISFIRE_LIMIT) && !word.equals("all")) {
            throw new BadScheduleException(ScheduleField.MISFIRE_LIMIT.key(), "is only valid with misfire: all");
        }
        return switch (word) {
            case "skip" ->
                new Misfire.Skip(reader.duration(ScheduleField.MISFIRE_AFTER)
                        .orElseThrow(() -> new BadScheduleException(
                                ScheduleField.MISFIRE_AFTER.key(),
                                "is required with misfire: skip (how late a run may be, for example 5m)")));
            case "all" ->
                new Misfire.All(limit(reader.number(ScheduleField.MISFIRE_LIMIT).orElse((long) USUAL_LIMIT)));
            default -> new Misfire.Once();
        };
    }

    private static int limit(long limit) {
        return (int) Math.max(Math.min(limit, Integer.MAX_VALUE), Integer.MIN_VALUE);
    }

    static void write(Misfire misfire, FieldWriter writer) {
        if (misfire instanceof Misfire.Skip skip) {
            writer.text(ScheduleField.MISFIRE, "skip", "");
            writer.duration(ScheduleField.MISFIRE_AFTER, skip.after());
        } else if (misfire instanceof Misfire.All all) {
            writer.text(ScheduleField.MISFIRE, "all", "");
            writer.number(ScheduleField.MISFIRE_LIMIT, all.limit());
        }
    }
}
