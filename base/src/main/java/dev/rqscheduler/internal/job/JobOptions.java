/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.job;

import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The fields of a new job's hash that all jobs with the same options share: fields that RQ always writes are empty
 * strings if unset, options that were not given are absent. RQ 1.13 ignores fields it does not know.
 */
public final class JobOptions {

    /** Fields of a job without options. */
    private static final int USUAL = 20;

    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    private static final List<String> ALWAYS_EMPTY =
            List.of("started_at", "ended_at", "last_heartbeat", "worker_name", "group_id");

    private final List<String> texts = new ArrayList<>(USUAL);

    private JobOptions() {}

    /**
     * Name, value, name, value, ...; all except {@code created_at}, {@code data}, {@code description} and {@code meta}.
     */
    public static List<String> texts(JobSpec spec, boolean periodic) {
        JobOptions options = new JobOptions();
        options.put("origin", spec.queue());
        options.put("status", "scheduled");
        ALWAYS_EMPTY.forEach(name -> options.put(name, ""));
        options.putCallbacks(spec);
        spec.timeout().ifPresent(value -> options.put("timeout", value));
        spec.ttl().ifPresent(value -> options.put("ttl", value));
        spec.failureTtl().ifPresent(value -> options.put("failure_ttl", value));
        // A result that expires takes the hash, and with it the schedule, away: rq-scheduler keeps it forever, too.
        spec.resultTtl()
                .or(() -> periodic ? Optional.of(FOR_EVER) : Optional.empty())
                .ifPresent(value -> options.put("result_ttl", value));
        options.putDependencies(spec);
        if (spec.atFront()) {
            options.put("enqueue_at_front", "1");
        }
        options.putRetry(spec);
        return options.texts;
    }

    private void putCallbacks(JobSpec spec) {
        put("success_callback_name", spec.onSuccess().map(Callback::function).orElse(""));
        put("failure_callback_name", spec.onFailure().map(Callback::function).orElse(""));
        put("stopped_callback_name", spec.onStopped().map(Callback::function).orElse(""));
        spec.onSuccess().ifPresent(callback -> put("success_callback_timeout", callback.timeout()));
        spec.onFailure().ifPresent(callback -> put("failure_callback_timeout", callback.timeout()));
        spec.onStopped().ifPresent(callback -> put("stopped_callback_timeout", callback.timeout()));
    }

    private void putDependencies(JobSpec spec) {
        if (spec.dependsOn().isEmpty()) {
            return;
        }
        put("dependency_id", spec.dependsOn().get(0));
        // Ids use a safe alphabet, so JSON only requires quotes.
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
        texts.add(name);
        texts.add(value);
    }
}
