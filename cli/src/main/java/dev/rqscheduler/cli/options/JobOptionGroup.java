/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Retry;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** RQ's job options. */
public final class JobOptionGroup {

    @Option(names = "--queue", paramLabel = "NAME", description = "Queue to move it to; default: default.")
    private @Nullable String queue;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Job id, of A-Z a-z 0-9 _ -; replaces a scheduled job with the same id.")
    private @Nullable String id;

    @Option(names = "--description", paramLabel = "TEXT", description = "Text shown by `list`; default: the call.")
    private @Nullable String description;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Values.SecondsOrForever.class,
            description = "Maximum run time, or -1 for no limit; default: the queue's, 180s.")
    private @Nullable Duration timeout;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            converter = Values.Seconds.class,
            description = "Maximum wait in its queue before it is discarded; default: no limit.")
    private @Nullable Duration ttl;

    @Option(
            names = "--result-ttl",
            paramLabel = "DURATION",
            converter = Values.SecondsOrForever.class,
            description = "How long its result is kept, or -1 for forever; default: the worker's, 500s.")
    private @Nullable Duration resultTtl;

    @Option(
            names = "--failure-ttl",
            paramLabel = "DURATION",
            converter = Values.SecondsOrForever.class,
            description = "How long it is kept if it fails, or -1 for forever; default: the worker's, one year.")
    private @Nullable Duration failureTtl;

    @Option(names = "--meta", paramLabel = "JSON", description = "The job's meta, a JSON object.")
    private @Nullable String meta;

    @Option(names = "--at-front", description = "Put it at the front of its queue.")
    private boolean atFront;

    @Option(names = "--depends-on", paramLabel = "ID", description = "Also wait for this job to finish; repeatable.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(names = "--allow-dependency-failures", description = "Run even if a job it depends on failed.")
    private boolean allowDependencyFailures;

    @Option(
            names = "--serializer",
            paramLabel = "pickle|json",
            description = "Format of arguments and meta, as the workers read it; default: pickle.")
    private @Nullable Serializer serializer;

    @Mixin
    private Afterwards afterwards = new Afterwards();

    /**
     * @throws IllegalArgumentException naming the option that is out of range
     */
    public void applyTo(JobSpec.Builder job) {
        GivenOptions.with(queue, job::queue);
        GivenOptions.with(id, job::id);
        GivenOptions.with(description, job::description);
        GivenOptions.with(timeout, job::timeout);
        GivenOptions.with(ttl, job::ttl);
        GivenOptions.with(resultTtl, job::resultTtl);
        GivenOptions.with(failureTtl, job::failureTtl);
        GivenOptions.with(meta, text -> job.meta(meta(text)));
        GivenOptions.with(serializer, job::serializer);
        job.atFront(atFront);
        job.dependsOn(dependsOn.toArray(String[]::new));
        job.allowDependencyFailures(allowDependencyFailures);
        afterwards.applyTo(job);
    }

    private static Map<String, @Nullable Object> meta(String text) {
        PyValue value;
        try {
            value = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (WireFormatException e) {
            throw new UsageException("--meta must be a JSON object such as {\"key\": 1}: " + e.getMessage(), e);
        }
        if (!(value instanceof PyValue.Dict object)) {
            throw new UsageException("--meta must be a JSON object such as {\"key\": 1}, not another JSON value");
        }
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        for (PyValue.Entry entry : object.entries()) {
            if (entry.key() instanceof PyValue.Str name) {
                meta.put(name.value(), entry.value());
            }
        }
        return meta;
    }

    /** What a worker does when the job has ended. */
    public static final class Afterwards {

        @Option(names = "--on-success", paramLabel = "FUNC", description = "Python function to call if it succeeds.")
        private @Nullable String onSuccess;

        @Option(names = "--on-failure", paramLabel = "FUNC", description = "Python function to call if it fails.")
        private @Nullable String onFailure;

        @Option(names = "--on-stopped", paramLabel = "FUNC", description = "Python function to call if it is stopped.")
        private @Nullable String onStopped;

        @Option(names = "--retry", paramLabel = "N", description = "Maximum number of retries if it fails.")
        private @Nullable Integer retry;

        @Option(
                names = "--retry-interval",
                paramLabel = "DURATION",
                split = ",",
                converter = Values.Seconds.class,
                description =
                        "Wait before each retry; repeatable or separated by commas, the last applies to the rest.")
        private List<Duration> retryIntervals = new ArrayList<>();

        void applyTo(JobSpec.Builder job) {
            GivenOptions.with(onSuccess, function -> job.onSuccess(Callback.of(function)));
            GivenOptions.with(onFailure, function -> job.onFailure(Callback.of(function)));
            GivenOptions.with(onStopped, function -> job.onStopped(Callback.of(function)));
            GivenOptions.with(retry, times -> job.retry(new Retry(times, retryIntervals)));
            if (retry == null && !retryIntervals.isEmpty()) {
                throw new UsageException("--retry-interval needs --retry: the number of retries");
            }
        }
    }
}
