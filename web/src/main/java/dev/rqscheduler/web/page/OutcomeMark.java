/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.RunRecord;

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
            case FAILED, UNREADABLE -> new OutcomeMark("bad", record.outcome().word() + why(record), record);
        };
    }

    private static OutcomeMark queued(RunRecord record) {
        String status = record.jobStatus().orElse("");
        return switch (status) {
            case "finished" -> new OutcomeMark("ok", status, record);
            case "failed", "stopped", "canceled" -> new OutcomeMark("bad", status, record);
            case "started" -> new OutcomeMark("run", "running", record);
            // By default RQ deletes successful jobs after 500 seconds and keeps failed ones for a year, so this was
            // probably a
            // success, but that is not certain.
            case "" -> new OutcomeMark("gone", "queued, now expired", record);
            default -> new OutcomeMark("wait", status, record);
        };
    }

    private static String why(RunRecord record) {
        return record.reason().map(reason -> ": " + reason).orElse("")
                + (record.more() == 0 ? "" : ", and " + record.more() + " more");
    }
}
