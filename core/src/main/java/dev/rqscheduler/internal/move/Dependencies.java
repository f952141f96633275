/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static dev.rqscheduler.internal.move.BadJobException.quoted;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the jobs that a job waits for: {@code dependency_ids}, a JSON array, or before RQ 1.9 {@code dependency_id}.
 */
final class Dependencies {

    private static final int MAX = 1_000;

    private Dependencies() {}

    static List<String> of(DueJob job) {
        byte[] many = job.raw(JobField.DEPENDENCY_IDS);
        if (many == null) {
            String one = job.text(JobField.DEPENDENCY_ID);
            return one.isEmpty() ? List.of() : List.of(one);
        }
        List<String> ids = new ArrayList<>();
        for (PyValue id : list(job, many)) {
            if (!(id instanceof PyValue.Str text)) {
                throw malformed(job);
            }
            ids.add(text.value());
        }
        if (ids.size() > MAX) {
            throw new BadJobException("it depends on " + ids.size() + " jobs; the limit is " + MAX);
        }
        return ids;
    }

    private static List<PyValue> list(DueJob job, byte[] json) {
        try {
            if (JsonReader.read(json) instanceof PyValue.List list) {
                return list.items();
            }
        } catch (WireFormatException e) {
            // Reported below like every other form that is not a list.
        }
        throw malformed(job);
    }

    private static BadJobException malformed(DueJob job) {
        return new BadJobException(
                "dependency_ids must be a JSON list of job ids, not " + quoted(job.text(JobField.DEPENDENCY_IDS)));
    }
}
