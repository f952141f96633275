/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The effects of one step of the file on one named schedule. Filled command by command, then only read. */
final class ScheduleStep {

    /** A pushed job of the schedule; {@code at} is empty if its hash was not written in the same step. */
    record Push(RunId run, Optional<Instant> at) {}

    final List<Push> pushes = new ArrayList<>();
    final List<HistoryLine> lines = new ArrayList<>();

    /** The next due time written; empty if none was written, {@link Instant#MAX} if the schedule has no further due time. */
    Optional<Instant> due = Optional.empty();

    /** Whether the definition was written: the schedule was created or updated. */
    boolean defined;

    /** Whether the counter of runs on request was incremented. */
    boolean requestCounted;

    /** Value of the lock before the step; empty if it was free. */
    String holder = "";

    /** When the step was executed, if known. */
    Optional<Instant> time() {
        return pushes.stream().flatMap(push -> push.at().stream()).findFirst();
    }

    /**
     * The id of a run of a named schedule, which has all that is needed to check the run.
     *
     * @param time its due time, or the time of the request
     * @param requested whether it is a run on request
     */
    record RunId(String id, String schedule, Instant time, boolean requested) {

        private static final Pattern FORM = Pattern.compile("(.+)-(\\d{8}T\\d{6})(\\d{6})?([ZR])");
        private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

        /** Parses an id; empty for the id of any other job. */
        static Optional<RunId> of(String id) {
            Matcher form = FORM.matcher(id);
            if (!form.matches()) {
                return Optional.empty();
            }
            Instant seconds = LocalDateTime.parse(form.group(2), SECONDS).toInstant(ZoneOffset.UTC);
            long micros = form.group(3) == null ? 0 : Long.parseLong(form.group(3));
            return Optional.of(new RunId(
                    id,
                    form.group(1),
                    seconds.plusNanos(1_000 * micros),
                    form.group(4).equals("R")));
        }
    }

    /**
     * An entry of a schedule's history.
     *
     * @param outcome such as {@code queued}
     * @param more number of further due times with the same outcome
     * @param job empty if there is none
     * @param requested whether it is about a run on request
     */
    record HistoryLine(Instant due, String outcome, String reason, long more, String job, boolean requested) {

        static HistoryLine of(String json) {
            Map<String, PyValue> fields = new HashMap<>();
            if (JsonReader.read(json.getBytes(StandardCharsets.UTF_8)) instanceof PyValue.Dict dict) {
                dict.entries().forEach(entry -> fields.put(((PyValue.Str) entry.key()).value(), entry.value()));
            }
            long more = fields.get("more") instanceof PyValue.Int number
                    ? number.value().longValue()
                    : 0;
            return new HistoryLine(
                    Instant.parse(text(fields, "due")),
                    text(fields, "outcome"),
                    text(fields, "reason"),
                    more,
                    text(fields, "job"),
                    fields.containsKey("by"));
        }

        private static String text(Map<String, PyValue> fields, String name) {
            return fields.get(name) instanceof PyValue.Str text ? text.value() : "";
        }

        /** Whether this is the final outcome of a due time. */
        boolean isFinal() {
            return !requested && (outcome.equals("queued") || outcome.equals("skipped"));
        }
    }
}
