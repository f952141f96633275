/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobPage.FoundJob;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.move.MetaSummary;
import dev.rqscheduler.internal.survey.SearchInspection.Row;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Strings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reduces a job to what one line of a list shows, however large its meta and data are. */
final class FoundJobReader {

    private static final Pattern CALL = Pattern.compile("([A-Za-z0-9_.]+)\\(");

    /** Data of 64 KiB may unfold to 16 MiB; a page has up to 1,000 jobs. */
    private static final int LONGEST = 4_096;

    private FoundJobReader() {}

    static FoundJob read(Row row, Instant now) {
        MetaSummary summary = MetaSummary.of(row.meta());
        Instant due = Scores.instant(row.score());
        Optional<CallData> call = call(row);
        Optional<String> function = call.map(CallData::function).or(() -> function(row.description()));
        Optional<String> description = Strings.nonEmpty(row.description()).or(() -> call.map(CallData::description));
        return new FoundJob(
                new ScheduledJob(
                        new String(row.id(), StandardCharsets.UTF_8),
                        due,
                        Strings.nonEmpty(row.origin()),
                        Strings.nonEmpty(row.status()),
                        description.map(FoundJobReader::cut),
                        summary.interval(),
                        summary.cron().map(FoundJobReader::cut),
                        summary.runsLeft()),
                function.map(FoundJobReader::cut),
                !due.isAfter(now),
                row.hasHash());
    }

    /** Fills in what the description does not contain. */
    private static Optional<CallData> call(Row row) {
        try {
            return row.data() == null ? Optional.empty() : Optional.of(CallData.decode(row.data()));
        } catch (WireFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> function(String description) {
        Matcher call = CALL.matcher(description);
        return call.lookingAt() ? Optional.of(call.group(1)) : Optional.empty();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
