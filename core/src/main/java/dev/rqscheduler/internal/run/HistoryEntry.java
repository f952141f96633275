/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RunOutcome;
import dev.rqscheduler.api.RunSkipReason;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of a due time.
 *
 * @param due on the timetable, without jitter
 * @param reason why it was skipped
 * @param more how many later due times share its outcome, counted up to {@link #MOST_COUNTED}
 * @param job the job's id, if there is one
 */
public record HistoryEntry(
        Instant due, RunOutcome outcome, Optional<RunSkipReason> reason, int more, Optional<String> job) {

    /**
     * Where counting stops: counting the missed runs of an every-second schedule that was down for a year would take
     * minutes.
     */
    public static final int MOST_COUNTED = 1_000;

    /** Returns its JSON except for the opening brace and {@code at}, the time of the step that writes it. */
    public String json() {
        StringBuilder json = new StringBuilder("\"due\": \"").append(due).append("\", \"outcome\": \"");
        json.append(outcome.word()).append('"');
        reason.ifPresent(
                why -> json.append(", \"reason\": \"").append(why.word()).append('"'));
        if (more > 0) {
            json.append(", \"more\": ").append(more);
        }
        if (job.isPresent()) {
            json.append(", \"job\": ").append(text(job.get()));
        }
        return json.append('}').toString();
    }

    private static String text(String value) {
        return new String(JsonWriter.write("history", new PyValue.Str(value)), StandardCharsets.US_ASCII);
    }

    static HistoryEntry queued(Instant due, String job) {
        return new HistoryEntry(due, RunOutcome.QUEUED, Optional.empty(), 0, Optional.of(job));
    }

    static HistoryEntry skipped(Instant due, RunSkipReason reason, int more) {
        return new HistoryEntry(due, RunOutcome.SKIPPED, Optional.of(reason), more, Optional.empty());
    }
}
