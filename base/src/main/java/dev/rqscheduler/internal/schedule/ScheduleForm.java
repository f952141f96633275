/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.SkippedHour;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Zones;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;

/** A definition field by field, as in the stored form, in files and in diffs. */
public final class ScheduleForm {

    private static final int LONGEST_GROUP = 200;
    private static final Map<String, SkippedHour> SKIPPED = ListText.of(SkippedHour.values());
    private static final Map<String, RepeatedHour> REPEATED =
            ListText.of("first", RepeatedHour.ONCE, "auto", RepeatedHour.WILDCARDS_TWICE, "both", RepeatedHour.BOTH);
    private static final Map<String, Overlap> OVERLAPS = ListText.of(Overlap.values());

    private ScheduleForm() {}

    /**
     * @param fields as in JSON: strings, numbers, true and false, lists and objects
     * @throws BadScheduleException if one of them is invalid
     */
    public static Schedule read(String name, Map<String, PyValue> fields) {
        return checked(readStored(name, fields));
    }

    /** Checks that everything can be written. */
    public static Schedule checked(Schedule schedule) {
        schedule.form();
        return schedule;
    }

    /** Same as {@link #read}, for a stored definition, which can certainly be written. */
    static Schedule readStored(String name, Map<String, PyValue> fields) {
        return readStored(name, fields, Zones::parse);
    }

    /** Same as {@link #readStored(String, Map)}, with other time-zone rules. */
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
        writer.text(ScheduleField.ZONE, Options.isUtc(options.zone) ? "UTC" : options.zone.id(), "UTC");
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
}
