/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Retry;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads and writes the fields that say what to run. */
final class ScheduledJobForm {

    private static final Map<String, Serializer> SERIALIZERS = FieldReader.words(Serializer.values());

    private static final List<CallbackFields> CALLBACKS = List.of(
            new CallbackFields(
                    ScheduleField.ON_SUCCESS,
                    ScheduleField.ON_SUCCESS_TIMEOUT,
                    JobSpec::onSuccess,
                    JobSpec.Builder::onSuccess),
            new CallbackFields(
                    ScheduleField.ON_FAILURE,
                    ScheduleField.ON_FAILURE_TIMEOUT,
                    JobSpec::onFailure,
                    JobSpec.Builder::onFailure),
            new CallbackFields(
                    ScheduleField.ON_STOPPED,
                    ScheduleField.ON_STOPPED_TIMEOUT,
                    JobSpec::onStopped,
                    JobSpec.Builder::onStopped));

    private record CallbackFields(
            ScheduleField field,
            ScheduleField timeout,
            Function<JobSpec, Optional<Callback>> getter,
            BiConsumer<JobSpec.Builder, Callback> setter) {}

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
        CALLBACKS.forEach(each -> set(each.field, callback(reader, each), value -> each.setter.accept(job, value)));
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

    private static Optional<Callback> callback(FieldReader reader, CallbackFields fields) {
        Optional<Duration> longest = reader.duration(fields.timeout);
        Optional<String> name = reader.text(fields.field);
        if (name.isEmpty() && longest.isPresent()) {
            throw new BadScheduleException(fields.timeout.key(), "is only valid with " + fields.field.key());
        }
        return name.map(text -> FieldReader.parse(
                fields.field, text, path -> new Callback(path, longest.orElse(Callback.DEFAULT_TIMEOUT))));
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
        CALLBACKS.forEach(each -> each.getter.apply(job).ifPresent(value -> callback(each, value, writer)));
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
        return FieldReader.parse(field, "", nothing -> JsonReader.read(JsonWriter.write(field.key(), value)));
    }

    private static void keep(ScheduleField field, Duration value, FieldWriter writer) {
        if (value.isNegative()) {
            writer.number(field, -1);
        } else {
            writer.duration(field, value);
        }
    }

    private static void callback(CallbackFields fields, Callback callback, FieldWriter writer) {
        writer.text(fields.field, callback.function(), "");
        if (!callback.timeout().equals(Callback.DEFAULT_TIMEOUT)) {
            writer.duration(fields.timeout, callback.timeout());
        }
    }
}
