/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import dev.rqscheduler.web.site.Site;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One named schedule.
 *
 * @param history newest first
 */
public record ScheduleModel(
        ScheduleStatus status, List<Instant> times, List<RunRecord> history, boolean hideArguments) {

    public Zone zone() {
        return status.schedule().map(Schedule::zone).orElse(Zone.UTC);
    }

    public List<OutcomeMark> ticks() {
        return history.stream().map(OutcomeMark::of).toList();
    }

    public boolean paused() {
        return status.pause().isPresent();
    }

    /** Returns the definition by field; hidden fields are listed without their value. */
    public Map<String, String> definition() {
        Map<String, String> fields = new LinkedHashMap<>();
        status.schedule()
                .ifPresent(schedule -> schedule.form()
                        .forEach((name, value) -> fields.put(
                                name,
                                hideArguments && Site.TELLING_OF_DEFINITION.contains(name)
                                        ? "(hidden)"
                                        : text(value))));
        return fields;
    }

    static String text(PyValue value) {
        return value instanceof PyValue.Str text
                ? text.value()
                : new String(JsonWriter.write("field", value), StandardCharsets.US_ASCII);
    }

    /**
     * The outcome of a run: a word and a mark.
     *
     * @param mark ok, bad, skip, run, wait or gone; each has its own symbol and colour
     * @param word for display, such as {@code finished}
     */
    public record OutcomeMark(String mark, String word, RunRecord record) {

        static OutcomeMark of(RunRecord record) {
            return switch (record.outcome()) {
                case SKIPPED -> new OutcomeMark("skip", "skipped" + why(record), record);
                case QUEUED -> queued(record);
                case FAILED, UNREADABLE ->
                    new OutcomeMark("bad", record.outcome().word() + why(record), record);
            };
        }

        private static OutcomeMark queued(RunRecord record) {
            String status = record.jobStatus().orElse("");
            return switch (status) {
                case "finished" -> new OutcomeMark("ok", status, record);
                case "failed", "stopped", "canceled" -> new OutcomeMark("bad", status, record);
                case "started" -> new OutcomeMark("run", "running", record);
                // By default RQ deletes successful jobs after 500 seconds and keeps failed ones for a year, so this was
                // probably a success, but that is not certain.
                case "" -> new OutcomeMark("gone", "queued, now expired", record);
                default -> new OutcomeMark("wait", status, record);
            };
        }

        private static String why(RunRecord record) {
            return record.reason().map(reason -> ": " + reason).orElse("")
                    + (record.more() == 0 ? "" : ", and " + record.more() + " more");
        }
    }
}
