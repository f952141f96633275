/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.When;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the fields of a {@link When}. */
final class WhenForm {

    private static final List<ScheduleField> KINDS =
            List.of(ScheduleField.CRON, ScheduleField.EVERY, ScheduleField.AT, ScheduleField.RRULE);

    /** Fields that are valid with one kind only. */
    private static final Map<ScheduleField, ScheduleField> BELONGS = Map.of(
            ScheduleField.CRON_DAYS, ScheduleField.CRON,
            ScheduleField.CRON_SECONDS, ScheduleField.CRON,
            ScheduleField.ANCHOR, ScheduleField.EVERY,
            ScheduleField.RRULE_FROM, ScheduleField.RRULE);

    private WhenForm() {}

    static When read(FieldReader reader, Zone zone) {
        List<ScheduleField> given = KINDS.stream().filter(reader::has).toList();
        if (given.size() != 1) {
            throw new BadScheduleException(
                    given.isEmpty() ? "" : given.get(1).key(),
                    given.isEmpty()
                            ? "has no timing: give one of cron, every, at or rrule"
                            : "cannot be combined with " + given.get(0).key() + ": give only one of them");
        }
        for (ScheduleField field : ScheduleField.values()) {
            ScheduleField owner = BELONGS.getOrDefault(field, given.get(0));
            if (reader.has(field) && owner != given.get(0)) {
                throw new BadScheduleException(field.key(), "is only valid with " + owner.key());
            }
        }
        return switch (given.get(0)) {
            case CRON -> cron(reader);
            case EVERY -> every(reader, zone);
            case AT -> at(reader, zone);
            default ->
                new When.Rule(
                        reader.text(ScheduleField.RRULE).orElseThrow(),
                        reader.text(ScheduleField.RRULE_FROM)
                                .map(text -> reader.localTime(ScheduleField.RRULE_FROM, text)));
        };
    }

    private static When cron(FieldReader reader) {
        String days = reader.text(ScheduleField.CRON_DAYS).orElse("and");
        if (!days.equals("and") && !days.equals("or")) {
            throw new BadScheduleException(
                    ScheduleField.CRON_DAYS.key(),
                    "must be \"and\" (both day fields must match) or \"or\" (either is enough)");
        }
        boolean seconds = reader.flag(ScheduleField.CRON_SECONDS).orElse(false);
        return new When.Cron(
                reader.text(ScheduleField.CRON).orElseThrow(), new CronDialect(days.equals("or"), seconds));
    }

    private static When every(FieldReader reader, Zone zone) {
        Optional<String> anchor = reader.text(ScheduleField.ANCHOR);
        return new When.Every(
                reader.duration(ScheduleField.EVERY).orElseThrow(),
                anchor.map(text -> text.equals("H")
                                ? new When.Spread()
                                : (When.Anchor) new When.Fixed(FieldReader.instant(ScheduleField.ANCHOR, text, zone)))
                        .orElseGet(When.Epoch::new));
    }

    private static When at(FieldReader reader, Zone zone) {
        List<Instant> times = new ArrayList<>();
        for (String text : reader.texts(ScheduleField.AT)) {
            times.add(FieldReader.instant(ScheduleField.AT, text, zone));
        }
        return new When.At(times);
    }

    static void write(When when, FieldWriter writer) {
        if (when instanceof When.Cron cron) {
            writer.text(ScheduleField.CRON, cron.expression(), "");
            writer.text(ScheduleField.CRON_DAYS, cron.dialect().dayOr() ? "or" : "and", "and");
            writer.flag(ScheduleField.CRON_SECONDS, cron.dialect().seconds());
        } else if (when instanceof When.Every every) {
            writer.duration(ScheduleField.EVERY, every.interval());
            if (every.anchor() instanceof When.Fixed fixed) {
                writer.instant(ScheduleField.ANCHOR, fixed.instant());
            } else if (every.anchor() instanceof When.Spread) {
                writer.text(ScheduleField.ANCHOR, "H", "");
            }
        } else if (when instanceof When.At at) {
            writer.texts(
                    ScheduleField.AT, at.times().stream().map(Instant::toString).toList());
        } else if (when instanceof When.Rule rule) {
            writer.text(ScheduleField.RRULE, rule.text(), "");
            rule.from().ifPresent(from -> writer.text(ScheduleField.RRULE_FROM, from.toString(), ""));
        }
    }
}
