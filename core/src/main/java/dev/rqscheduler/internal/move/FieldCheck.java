/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static dev.rqscheduler.internal.move.BadJobException.quoted;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.Timestamps;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Checks that a job's fields have the forms that RQ parses when a worker loads it ({@code Job.restore}): a worker that
 * meets any other form stops with an exception, so such a job must not reach a queue.
 */
final class FieldCheck {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,15}");

    private FieldCheck() {}

    /** Checks every field that rq-scheduler writes and RQ parses. */
    static void check(DueJob job) {
        if (job.raw(JobField.ORIGIN) == null) {
            throw new BadJobException("it has no queue: its hash has no origin");
        }
        String created = job.text(JobField.CREATED_AT);
        if (!created.isEmpty()) {
            try {
                Timestamps.parse(created);
            } catch (WireFormatException e) {
                throw new BadJobException("created_at " + quoted(created) + " is not a time that RQ can read");
            }
        }
        whole(job, JobField.TIMEOUT);
        whole(job, JobField.RESULT_TTL);
        whole(job, JobField.FAILURE_TTL);
        flag(job, JobField.ENQUEUE_AT_FRONT);
        flag(job, JobField.ALLOW_DEPENDENCY_FAILURES);
    }

    /** Returns the job's {@code ttl}: seconds in the queue; empty for no limit, also expressed by a negative value. */
    static OptionalLong expiry(DueJob job) {
        OptionalLong ttl = whole(job, JobField.TTL);
        if (ttl.isPresent() && ttl.getAsLong() == 0) {
            throw new BadJobException("ttl is 0, so RQ would delete the job as soon as it is queued");
        }
        if (ttl.isPresent() && ttl.getAsLong() > Integer.MAX_VALUE) {
            throw new BadJobException("ttl " + ttl.getAsLong() + " is longer than 68 years");
        }
        return ttl.isPresent() && ttl.getAsLong() < 0 ? OptionalLong.empty() : ttl;
    }

    static OptionalLong whole(DueJob job, JobField field) {
        String text = job.text(field);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new BadJobException(field.fieldName() + " must be a whole number of seconds, not " + quoted(text));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** RQ takes an empty value for unset in every field but {@code enqueue_at_front}, with which a worker stops. */
    static boolean flag(DueJob job, JobField field) {
        if (!job.has(field) || (field != JobField.ENQUEUE_AT_FRONT && job.raw(field) == null)) {
            return false;
        }
        String text = job.text(field);
        if (!WHOLE.matcher(text).matches()) {
            throw new BadJobException(field.fieldName() + " must be 0 or 1, not " + quoted(text));
        }
        return Long.parseLong(text) != 0;
    }

    /**
     * Reads the jobs that a job waits for: {@code dependency_ids}, a JSON array, or before RQ 1.9 {@code dependency_id}.
     */
    static final class Dependencies {

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
}
