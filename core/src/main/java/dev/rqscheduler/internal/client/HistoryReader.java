/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RunOutcome;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.RunSkipReason;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.store.HistoryStore;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads a history entry. */
public final class HistoryReader {

    private HistoryReader() {}

    public static RunRecord record(HistoryStore.Line line) {
        PyValue.Dict fields = fields(line.json());
        RunOutcome outcome = outcome(text(fields, "outcome").orElse(""));
        Optional<String> reason = text(fields, "reason");
        Optional<RunSkipReason> skipReason =
                outcome == RunOutcome.SKIPPED ? reason.flatMap(RunSkipReason::of) : Optional.empty();
        return new RunRecord(
                instant(fields, "due"),
                instant(fields, "at"),
                outcome,
                skipReason,
                skipReason.isPresent() ? Optional.empty() : reason,
                fields.get("more").orElse(PyValue.None.NONE) instanceof PyValue.Int more
                        ? more.value().longValue()
                        : 0,
                text(fields, "job"),
                Optional.of(line.jobStatus()).filter(status -> !status.isEmpty()),
                text(fields, "by"));
    }

    private static RunOutcome outcome(String word) {
        return Arrays.stream(RunOutcome.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElse(RunOutcome.UNREADABLE);
    }

    private static PyValue.Dict fields(byte[] json) {
        try {
            if (JsonReader.read(json) instanceof PyValue.Dict fields) {
                return fields;
            }
        } catch (WireFormatException e) {
            // Not written by us: an entry that says so is better than no history.
        }
        return PyValue.Dict.of(Map.of());
    }

    private static Optional<String> text(PyValue.Dict fields, String name) {
        return fields.get(name)
                .flatMap(value -> value instanceof PyValue.Str text ? Optional.of(text.value()) : Optional.empty());
    }

    private static Instant instant(PyValue.Dict fields, String name) {
        try {
            return text(fields, name).map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
