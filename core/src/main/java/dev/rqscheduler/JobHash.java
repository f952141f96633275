/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.wire.CallData;
import dev.rqscheduler.wire.Meta;
import dev.rqscheduler.wire.PyValue;
import dev.rqscheduler.wire.Serializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The hash of a new job, as {@code Job.save} of RQ 2 writes it for a job that rq-scheduler creates: fields that RQ always
 * writes are there with empty text, options that were not given are not. RQ 1.13 ignores what it does not know.
 */
final class JobHash {

    private static final List<String> ALWAYS_EMPTY =
            List.of("started_at", "ended_at", "last_heartbeat", "worker_name", "group_id");

    private final List<byte[]> fields = new ArrayList<>();

    private JobHash() {}

    /**
     * @param recurrence what makes it periodic, for meta; empty for a one-off job
     * @return name, value, name, value, ...; without {@code created_at}
     * @throws IllegalArgumentException if an argument or a value of meta has no Python form, naming it
     */
    static List<byte[]> of(JobSpec spec, Map<String, PyValue> recurrence, Serializer standard) {
        Serializer serializer = spec.serializer().orElse(standard);
        CallData call = call(spec);
        JobHash hash = new JobHash();
        hash.put("data", call.encode(serializer));
        hash.put("origin", spec.queue());
        hash.put("description", spec.description().orElseGet(call::description));
        hash.put("status", "scheduled");
        ALWAYS_EMPTY.forEach(name -> hash.put(name, ""));
        hash.putCallbacks(spec);
        spec.timeout().ifPresent(value -> hash.put("timeout", value));
        spec.ttl().ifPresent(value -> hash.put("ttl", value));
        spec.failureTtl().ifPresent(value -> hash.put("failure_ttl", value));
        // A result that expires takes the hash, and with it the schedule, away: rq-scheduler keeps it for ever, too.
        spec.resultTtl()
                .or(() -> recurrence.isEmpty()
                        ? java.util.Optional.empty()
                        : java.util.Optional.of(Duration.ofSeconds(-1)))
                .ifPresent(value -> hash.put("result_ttl", value));
        hash.putMeta(spec, recurrence, serializer);
        hash.putDependencies(spec);
        if (spec.atFront()) {
            hash.put("enqueue_at_front", "1");
        }
        hash.putRetry(spec);
        return hash.fields;
    }

    private static CallData call(JobSpec spec) {
        List<PyValue> args = new ArrayList<>();
        for (int i = 0; i < spec.args().size(); i++) {
            args.add(PyValue.of("args[" + i + "]", spec.args().get(i)));
        }
        Map<String, PyValue> kwargs = new LinkedHashMap<>();
        spec.kwargs().forEach((name, value) -> kwargs.put(name, PyValue.of("kwargs[\"" + name + "\"]", value)));
        return CallData.of(spec.function(), args, kwargs);
    }

    private void putCallbacks(JobSpec spec) {
        put("success_callback_name", spec.onSuccess().map(Callback::function).orElse(""));
        put("failure_callback_name", spec.onFailure().map(Callback::function).orElse(""));
        put("stopped_callback_name", spec.onStopped().map(Callback::function).orElse(""));
        spec.onSuccess().ifPresent(callback -> put("success_callback_timeout", callback.timeout()));
        spec.onFailure().ifPresent(callback -> put("failure_callback_timeout", callback.timeout()));
        spec.onStopped().ifPresent(callback -> put("stopped_callback_timeout", callback.timeout()));
    }

    private void putMeta(JobSpec spec, Map<String, PyValue> recurrence, Serializer serializer) {
        Map<String, PyValue> meta = new LinkedHashMap<>();
        spec.meta().forEach((name, value) -> meta.put(name, PyValue.of("meta[\"" + name + "\"]", value)));
        meta.putAll(recurrence);
        if (!meta.isEmpty()) {
            put("meta", Meta.encode(meta, serializer));
        }
    }

    private void putDependencies(JobSpec spec) {
        if (spec.dependsOn().isEmpty()) {
            return;
        }
        put("dependency_id", spec.dependsOn().get(0));
        // Ids are of a safe alphabet, so quoting them is all that JSON asks for.
        put(
                "dependency_ids",
                json(spec.dependsOn().stream().map(id -> '"' + id + '"').toList()));
        if (spec.allowDependencyFailures()) {
            put("allow_dependency_failures", "1");
        }
    }

    private void putRetry(JobSpec spec) {
        spec.retry().ifPresent(retry -> {
            put("retries_left", Integer.toString(retry.max()));
            if (!retry.intervals().isEmpty()) {
                put(
                        "retry_intervals",
                        json(retry.intervals().stream()
                                .map(interval -> Long.toString(interval.toSeconds()))
                                .toList()));
            }
        });
    }

    private static String json(List<String> items) {
        return items.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private void put(String name, Duration value) {
        put(name, Long.toString(value.toSeconds()));
    }

    private void put(String name, String value) {
        put(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String name, byte[] value) {
        fields.add(name.getBytes(StandardCharsets.UTF_8));
        fields.add(value);
    }
}
