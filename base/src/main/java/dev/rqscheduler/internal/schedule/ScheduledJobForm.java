/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Retry;
import dev.rqscheduler.api.Serializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads and writes the fields that say what to run. */
final class ScheduledJobForm {

    private static final Map<String, Serializer> SERIALIZERS = ListText.of(Serializer.values());

    private ScheduledJobForm() {}

    static JobSpec read(FieldReader reader) {
        String function = reader.text(ScheduleField.FUNCTION)
                .orElseThrow(() -> new BadScheduleException(
                        ScheduleField.FUNCTION.key(),
                        "is required: the dotted path of the function to run, for example shop.jobs.report"));
        JobSpec.Builder job = FieldReader.parse(ScheduleField.FUNCTION, function, JobSpec::builder);
        job.args(reader.list(ScheduleField.ARGS).orElse(List.of()).toArray());
        reader.dict(ScheduleField.KWARGS).forEach(job::kwarg);
        job.meta(reader.dict(ScheduleField.META));
        set(ScheduleField.QUEUE, reader.text(ScheduleField.QUEUE), job::queue);
        set(ScheduleField.SERIALIZER, reader.choice(ScheduleField.SERIALIZER, SERIALIZERS), job::serializer);
        set(ScheduleField.DESCRIPTION, reader.text(ScheduleField.DESCRIPTION), job::description);
        set(ScheduleField.TIMEOUT, keep(reader, ScheduleField.TIMEOUT), job::timeout);
        set(ScheduleField.RESULT_TTL, keep(reader, ScheduleField.RESULT_TTL), job::resultTtl);
        set(ScheduleField.FAILURE_TTL, keep(reader, ScheduleField.FAILURE_TTL), job::failureTtl);
        set(ScheduleField.AT_FRONT, reader.flag(ScheduleField.AT_FRONT), job::atFront);
        set(ScheduleField.RETRY_MAX, retry(reader), job::retry);
        set(
                ScheduleField.ON_SUCCESS,
                callback(reader, ScheduleField.ON_SUCCESS, ScheduleField.ON_SUCCESS_TIMEOUT),
                job::onSuccess);
        set(
                ScheduleField.ON_FAILURE,
                callback(reader, ScheduleField.ON_FAILURE, ScheduleField.ON_FAILURE_TIMEOUT),
                job::onFailure);
        set(
                ScheduleField.ON_STOPPED,
                callback(reader, ScheduleField.ON_STOPPED, ScheduleField.ON_STOPPED_TIMEOUT),
                job::onStopped);
        return job.build();
    }

    /** Reads a duration, or {@code -1} for forever. */
    private static Optional<Duration> keep(FieldReader reader, ScheduleField field) {
        if (reader.isMinusOne(field)) {
            return Optional.of(Duration.ofSeconds(-1));
        }
        return reader.duration(field);
    }

    private static Optional<Retry> retry(FieldReader reader) {
        Duration[] intervals = reader.durations(ScheduleField.RETRY_INTERVALS).toArray(new Duration[0]);
        Optional<Long> max = reader.number(ScheduleField.RETRY_MAX);
        if (max.isEmpty() && intervals.length > 0) {
            throw new BadScheduleException(ScheduleField.RETRY_INTERVALS.key(), "is only valid with retry_max");
        }
        return max.map(number -> Retry.of((int) Math.min(Integer.MAX_VALUE, number), intervals));
    }

    private static Optional<Callback> callback(FieldReader reader, ScheduleField function, ScheduleField timeout) {
        Optional<Duration> longest = reader.duration(timeout);
        Optional<String> name = reader.text(function);
        if (name.isEmpty() && longest.isPresent()) {
            throw new BadScheduleException(timeout.key(), "is only valid with " + function.key());
        }
        return name.map(text -> FieldReader.parse(
                function, text, path -> new Callback(path, longest.orElse(Callback.DEFAULT_TIMEOUT))));
    }

    private static <T> void set(ScheduleField field, Optional<T> value, Consumer<T> setter) {
        try {
            value.ifPresent(setter);
        } catch (IllegalArgumentException e) {
            throw new BadScheduleException(field.key(), String.valueOf(e.getMessage()));
        }
    }

    static void write(JobSpec job, FieldWriter writer) {
        if (job.id().isPresent()) {
            throw new BadScheduleException("id", "each run is a separate job with its own id: omit it");
        }
        if (job.ttl().isPresent()) {
            throw new BadScheduleException("ttl", "use deadline instead: how long a run may wait in its queue");
        }
        if (!job.dependsOn().isEmpty()) {
            throw new BadScheduleException("depends_on", "runs of a schedule cannot depend on a job: omit it");
        }
        writer.text(ScheduleField.FUNCTION, job.function(), "");
        List<PyValue> args = new ArrayList<>();
        for (Object arg : job.args()) {
            args.add(PyValue.of("args[" + args.size() + "]", arg));
        }
        if (!args.isEmpty()) {
            writer.value(ScheduleField.ARGS, json(ScheduleField.ARGS, new PyValue.List(args)));
        }
        dict(ScheduleField.KWARGS, job.kwargs(), writer);
        dict(ScheduleField.META, job.meta(), writer);
        writer.text(ScheduleField.QUEUE, job.queue(), "default");
        job.serializer()
                .ifPresent(value -> writer.choice(ScheduleField.SERIALIZER, SERIALIZERS, value, Serializer.PICKLE));
        job.description().ifPresent(text -> writer.text(ScheduleField.DESCRIPTION, text, ""));
        job.timeout().ifPresent(value -> keep(ScheduleField.TIMEOUT, value, writer));
        job.resultTtl().ifPresent(value -> keep(ScheduleField.RESULT_TTL, value, writer));
        job.failureTtl().ifPresent(value -> keep(ScheduleField.FAILURE_TTL, value, writer));
        writer.flag(ScheduleField.AT_FRONT, job.atFront());
        job.retry().ifPresent(retry -> {
            writer.number(ScheduleField.RETRY_MAX, retry.max());
            writer.durations(ScheduleField.RETRY_INTERVALS, retry.intervals());
        });
        job.onSuccess()
                .ifPresent(
                        value -> callback(ScheduleField.ON_SUCCESS, ScheduleField.ON_SUCCESS_TIMEOUT, value, writer));
        job.onFailure()
                .ifPresent(
                        value -> callback(ScheduleField.ON_FAILURE, ScheduleField.ON_FAILURE_TIMEOUT, value, writer));
        job.onStopped()
                .ifPresent(
                        value -> callback(ScheduleField.ON_STOPPED, ScheduleField.ON_STOPPED_TIMEOUT, value, writer));
    }

    private static void dict(ScheduleField field, Map<String, ?> values, FieldWriter writer) {
        if (values.isEmpty()) {
            return;
        }
        Map<String, PyValue> items = new LinkedHashMap<>();
        values.forEach((name, value) -> items.put(name, PyValue.of(field.key() + "[\"" + name + "\"]", value)));
        writer.value(field, json(field, PyValue.Dict.of(items)));
    }

    /**
     * Rejects values that JSON cannot represent now, not when they are written. Tuples become lists, since JSON has no
     * tuples.
     */
    private static PyValue json(ScheduleField field, PyValue value) {
        return FieldReader.parse(
                field,
                "",
                nothing -> dev.rqscheduler.internal.wire.json.JsonReader.read(
                        dev.rqscheduler.internal.wire.json.JsonWriter.write(field.key(), value)));
    }

    private static void keep(ScheduleField field, Duration value, FieldWriter writer) {
        if (value.isNegative()) {
            writer.number(field, -1);
        } else {
            writer.duration(field, value);
        }
    }

    private static void callback(ScheduleField field, ScheduleField timeout, Callback callback, FieldWriter writer) {
        writer.text(field, callback.function(), "");
        if (!callback.timeout().equals(Callback.DEFAULT_TIMEOUT)) {
            writer.duration(timeout, callback.timeout());
        }
    }
}
