/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Misfire;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.SkippedHour;
import dev.rqscheduler.api.When;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Zones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A definition field by field, as in the stored form, in files and in diffs. */
public final class ScheduleForm {

    private static final int LONGEST_GROUP = 200;
    private static final Map<String, SkippedHour> SKIPPED = FieldReader.words(SkippedHour.values());
    private static final Map<String, RepeatedHour> REPEATED = new LinkedHashMap<>();

    static {
        REPEATED.put("first", RepeatedHour.ONCE);
        REPEATED.put("auto", RepeatedHour.WILDCARDS_TWICE);
        REPEATED.put("both", RepeatedHour.BOTH);
    }

    private static final Map<String, Overlap> OVERLAPS = FieldReader.words(Overlap.values());

    private ScheduleForm() {}

    /**
     * @param fields as in JSON: strings, numbers, true and false, lists and objects
     * @throws BadScheduleException if one of them is invalid
     */
    public static Schedule read(String name, Map<String, PyValue> fields) {
        return checked(readStored(name, fields, Zones::parse));
    }

    /** Checks that everything can be written. */
    public static Schedule checked(Schedule schedule) {
        schedule.form();
        return schedule;
    }

    /** Same as {@link #read}, for a stored definition, which can certainly be written. */
    static Schedule readStored(String name, Map<String, PyValue> fields, Function<String, Zone> zones) {
        FieldReader reader = new FieldReader(fields);
        JobSpec job = ScheduledJobForm.read(reader);
        Options options = new Options(job);
        options.group = reader.text(ScheduleField.GROUP).orElse("");
        if (options.group.length() > LONGEST_GROUP) {
            throw new BadScheduleException(
                    ScheduleField.GROUP.key(), "must have at most " + LONGEST_GROUP + " characters");
        }
        reader.text(ScheduleField.ZONE)
                .ifPresent(text -> options.zone = FieldReader.parse(ScheduleField.ZONE, text, zones));
        options.when = WhenForm.read(reader, options.zone);
        options.start = reader.instant(ScheduleField.START, options.zone).orElse(null);
        options.end = reader.instant(ScheduleField.END, options.zone).orElse(null);
        reader.number(ScheduleField.MAX_RUNS).ifPresent(runs -> options.maxRuns = maxRuns(runs));
        options.exclude = reader.texts(ScheduleField.EXCLUDE).stream()
                .map(ScheduleForm::dates)
                .toList();
        reader.duration(ScheduleField.JITTER).ifPresent(jitter -> options.jitter = jitter);
        options.clockChange = new ClockChange(
                reader.choice(ScheduleField.SKIPPED_HOUR, SKIPPED).orElse(ClockChange.DEFAULT.skipped()),
                reader.choice(ScheduleField.REPEATED_HOUR, REPEATED).orElse(ClockChange.DEFAULT.repeated()));
        options.misfire = MisfireForm.read(reader);
        options.overlap = reader.choice(ScheduleField.OVERLAP, OVERLAPS).orElse(options.overlap);
        reader.duration(ScheduleField.DEADLINE).ifPresent(deadline -> options.deadline = deadline);
        return Plans.schedule(name, options);
    }

    private static long maxRuns(long runs) {
        if (runs < 1) {
            throw new BadScheduleException(ScheduleField.MAX_RUNS.key(), "must be at least 1, not " + runs);
        }
        return runs;
    }

    /** {@code 2026-12-25}, or {@code 2026-12-24..2027-01-01} with both included. */
    private static DateRange dates(String text) {
        String[] parts = text.split("\\.\\.", -1);
        try {
            LocalDate first = LocalDate.parse(parts[0].strip());
            LocalDate last = parts.length == 1 ? first : LocalDate.parse(parts[1].strip());
            if (parts.length <= 2 && !last.isBefore(first)) {
                return new DateRange(first, last);
            }
        } catch (DateTimeException e) {
            // Reported below, with what would be right.
        }
        throw new BadScheduleException(
                ScheduleField.EXCLUDE.key(),
                "must have dates such as 2026-12-25 or 2026-12-24..2027-01-01, not \"" + text + "\"");
    }

    /** Returns the fields in the order of {@link ScheduleField}, without defaults. */
    public static Map<String, PyValue> write(Options options) {
        FieldWriter writer = new FieldWriter();
        writer.text(ScheduleField.GROUP, options.group, "");
        ScheduledJobForm.write(options.job, writer);
        WhenForm.write(options.when(), writer);
        writer.text(ScheduleField.ZONE, options.zone.id().equals("Z") ? "UTC" : options.zone.id(), "UTC");
        writer.instant(ScheduleField.START, options.start);
        writer.instant(ScheduleField.END, options.end);
        if (options.maxRuns > 0) {
            writer.number(ScheduleField.MAX_RUNS, options.maxRuns);
        }
        writer.texts(
                ScheduleField.EXCLUDE,
                options.exclude.stream().map(ScheduleForm::text).toList());
        if (!options.jitter.isZero()) {
            writer.duration(ScheduleField.JITTER, options.jitter);
        }
        ClockChange standard = ClockChange.DEFAULT;
        writer.choice(ScheduleField.SKIPPED_HOUR, SKIPPED, options.clockChange.skipped(), standard.skipped());
        writer.choice(ScheduleField.REPEATED_HOUR, REPEATED, options.clockChange.repeated(), standard.repeated());
        MisfireForm.write(options.misfire, writer);
        writer.choice(ScheduleField.OVERLAP, OVERLAPS, options.overlap, Overlap.SKIP);
        if (options.deadline != null) {
            writer.duration(ScheduleField.DEADLINE, options.deadline);
        }
        return writer.fields();
    }

    private static String text(DateRange range) {
        return range.first().equals(range.last()) ? range.first().toString() : range.first() + ".." + range.last();
    }

    /** Reads and writes the three fields of a {@link Misfire}. */
    private static final class MisfireForm {

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
                    new Misfire.All(
                            limit(reader.number(ScheduleField.MISFIRE_LIMIT).orElse((long) USUAL_LIMIT)));
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

    /** Reads and writes the fields of a {@link When}. */
    private static final class WhenForm {

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
            if (given.isEmpty()) {
                throw new BadScheduleException("has no timing: give one of cron, every, at or rrule");
            }
            if (given.size() > 1) {
                throw new BadScheduleException(
                        given.get(1).key(),
                        "cannot be combined with " + given.get(0).key() + ": give only one of them");
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
                                    : (When.Anchor)
                                            new When.Fixed(FieldReader.instant(ScheduleField.ANCHOR, text, zone)))
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
                        ScheduleField.AT,
                        at.times().stream().map(Instant::toString).toList());
            } else if (when instanceof When.Rule rule) {
                writer.text(ScheduleField.RRULE, rule.text(), "");
                rule.from().ifPresent(from -> writer.text(ScheduleField.RRULE_FROM, from.toString(), ""));
            }
        }
    }
}
