/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.internal.job.JobOptions;
import dev.rqscheduler.internal.wire.Compressor;
import dev.rqscheduler.internal.wire.JobFields;
import dev.rqscheduler.internal.wire.Meta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all runs of a schedule have in common: everything except id and due time. Immutable. */
final class RunTemplate {

    private final Schedule schedule;
    private final Serializer serializer;
    private final Map<String, PyValue> meta = new LinkedHashMap<>();
    private final List<String> options;
    private final byte[] data;
    private final byte[] description;

    private RunTemplate(Schedule schedule, Compressor compressor) {
        JobSpec job = schedule.job();
        this.schedule = schedule;
        this.serializer = job.serializer().orElse(Serializer.PICKLE);
        CallData call = CallData.of(job.function(), job.args(), job.kwargs());
        this.data = compressor.compress(call.serialise(serializer));
        this.description = job.description().orElseGet(call::description).getBytes(StandardCharsets.UTF_8);
        this.options = options(schedule);
        job.meta().forEach((name, value) -> meta.put(name, PyValue.of(name, value)));
        meta.put(JobRun.META_SCHEDULE, new PyValue.Str(schedule.name()));
    }

    static RunTemplate of(Schedule schedule, Compressor compressor) {
        return new RunTemplate(schedule, compressor);
    }

    /**
     * Omits the fields that RQ writes as empty strings: its reader treats an absent field like an empty one ({@code
     * Job.restore}), and there are eight of them, a tenth of a run's cost in Redis.
     */
    private static List<String> options(Schedule schedule) {
        List<String> given = JobOptions.texts(schedule.job(), false);
        List<String> texts = new ArrayList<>(given.size());
        for (int at = 0; at < given.size(); at += 2) {
            String value = given.get(at + 1);
            if (!value.isEmpty()) {
                texts.add(given.get(at));
                // The client writes it as scheduled; a run is queued in the step that creates it.
                texts.add(given.get(at).equals(JobFields.STATUS) ? "queued" : value);
            }
        }
        if (schedule.job().timeout().isEmpty()) {
            texts.add(JobFields.TIMEOUT);
            texts.add("180");
        }
        schedule.deadline().ifPresent(ttl -> {
            texts.add(JobFields.TTL);
            texts.add(Long.toString(ttl.toSeconds()));
        });
        return List.copyOf(texts);
    }

    JobRun run(String id, Instant due) {
        Map<String, PyValue> own = new LinkedHashMap<>(meta);
        own.put(JobRun.META_DUE, new PyValue.Str(due.toString()));
        return new JobRun(
                id,
                schedule.job().queue(),
                schedule.job().atFront(),
                schedule.deadline(),
                options,
                data,
                description,
                Meta.encode(own, serializer));
    }
}
