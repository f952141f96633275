/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.internal.job.JobOptions;
import dev.rqscheduler.internal.store.NewJob;
import dev.rqscheduler.internal.wire.Compressor;
import dev.rqscheduler.internal.wire.JobFields;
import dev.rqscheduler.internal.wire.Meta;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a new job, as {@code Job.save} of RQ 2 writes it for a job that rq-scheduler creates. Every possible
 * error is found on construction; compression, which takes most of the time, happens later, so that it overlaps with
 * Redis's work.
 */
final class JobHash {

    private static final List<String> CALL = List.of(JobFields.DATA, JobFields.DESCRIPTION);
    private static final List<String> CALL_AND_META = List.of(JobFields.DATA, JobFields.DESCRIPTION, JobFields.META);

    private final NewJob.Template template;
    private final byte[] call;
    private final byte[] description;
    private final byte @Nullable [] meta;

    private JobHash(NewJob.Template template, byte[] call, byte[] description, byte @Nullable [] meta) {
        this.template = template;
        this.call = call;
        this.description = description;
        this.meta = meta;
    }

    /**
     * @param recurrence what makes it periodic, for meta; empty for a one-off job
     * @throws IllegalArgumentException if an argument or a value of meta has no Python form, naming it
     */
    static JobHash of(JobSpec spec, Map<String, PyValue> recurrence, Serializer standard, HashTemplates templates) {
        Serializer serializer = spec.serializer().orElse(standard);
        CallData call = CallData.of(spec.function(), spec.args(), spec.kwargs());
        String description = spec.description().orElseGet(call::description);
        byte[] meta = meta(spec, recurrence, serializer);
        return new JobHash(
                templates.of(JobOptions.texts(spec, !recurrence.isEmpty()), meta == null ? CALL : CALL_AND_META),
                call.serialise(serializer),
                description.getBytes(StandardCharsets.UTF_8),
                meta);
    }

    private static byte @Nullable [] meta(JobSpec spec, Map<String, PyValue> recurrence, Serializer serializer) {
        if (spec.meta().isEmpty() && recurrence.isEmpty()) {
            return null;
        }
        Map<String, PyValue> meta = new LinkedHashMap<>();
        spec.meta().forEach((name, value) -> meta.put(name, PyValue.of("meta[\"" + name + "\"]", value)));
        meta.putAll(recurrence);
        return Meta.encode(meta, serializer);
    }

    NewJob.Template template() {
        return template;
    }

    /** Returns the job's own values, in the order of the template's names. */
    List<byte[]> values(Compressor compressor) {
        byte[] data = compressor.compress(call);
        return meta == null ? List.of(data, description) : List.of(data, description, meta);
    }
}
