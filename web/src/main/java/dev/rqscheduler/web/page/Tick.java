/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.RunRecord;

/**
 * What became of a run, in a word, and which of a few marks stands for it.
 *
 * @param mark ok, bad, skip, run, wait or gone: a sign and a colour each
 * @param word for people, such as {@code finished}
 */
public record Tick(String mark, String word, RunRecord record) {

    static Tick of(RunRecord record) {
        return switch (record.outcome()) {
            case "skipped" -> new Tick("skip", "skipped" + why(record), record);
            case "queued" -> queued(record);
            default -> new Tick("bad", record.outcome() + why(record), record);
        };
    }

    private static Tick queued(RunRecord record) {
        String status = record.jobStatus().orElse("");
        return switch (status) {
            case "finished" -> new Tick("ok", status, record);
            case "failed", "stopped", "canceled" -> new Tick("bad", status, record);
            case "started" -> new Tick("run", "running", record);
            // RQ forgets a success after 500 seconds by default, and keeps a failure for a year; but who knows.
            case "" -> new Tick("gone", "queued, and expired since", record);
            default -> new Tick("wait", status, record);
        };
    }

    private static String why(RunRecord record) {
        return (record.reason().isEmpty() ? "" : ": " + record.reason())
                + (record.more() == 0 ? "" : ", and " + record.more() + " more");
    }
}
