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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a schedule: a separate job, ready to be written.
 *
 * @param id built from name and due time, so that no due time can be queued twice
 * @param ttl how long it may wait in its queue before RQ drops it
 * @param options hash fields shared by many runs: name, value, name, value
 * @param data the field of that name, like {@code description} and {@code meta}
 */
public record JobRun(
        String id,
        String queue,
        boolean front,
        Optional<Duration> ttl,
        List<String> options,
        byte[] data,
        byte[] description,
        byte[] meta) {

    /** Keys of a run's {@code meta}: the schedule's name, and the due time in ISO-8601. */
    public static final String META_SCHEDULE = "schedule";

    public static final String META_DUE = "due";

    public static String id(String name, Instant due) {
        return name + "-" + stamp(due) + "Z";
    }

    public static String manualId(String name, Instant asked) {
        return name + "-" + stamp(asked) + "R";
    }

    /**
     * As {@code 20261126T182136}, with six more digits unless it is a whole second. Hand-written, since every run needs
     * one.
     */
    private static String stamp(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder stamp = new StringBuilder(21);
        digits(stamp, 4, time.getYear());
        digits(stamp, 2, time.getMonthValue());
        digits(stamp, 2, time.getDayOfMonth());
        stamp.append('T');
        digits(stamp, 2, time.getHour());
        digits(stamp, 2, time.getMinute());
        digits(stamp, 2, time.getSecond());
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        if (micros > 0) {
            digits(stamp, 6, micros);
        }
        return stamp.toString();
    }

    private static void digits(StringBuilder stamp, int width, int number) {
        String text = Integer.toString(number);
        stamp.append("0".repeat(Math.max(0, width - text.length()))).append(text);
    }

    /** Creates a manual run, requested at that time. */
    public static JobRun manual(Schedule schedule, Instant asked) {
        try (Compressor compressor = new Compressor()) {
            return Template.of(schedule, compressor).run(manualId(schedule.name(), asked), asked);
        }
    }

    /** Returns all fields of its hash except {@code created_at} and {@code enqueued_at}: name, value, name, value. */
    public List<byte[]> fields() {
        List<byte[]> fields = new ArrayList<>(options.size() + 6);
        options.forEach(text -> fields.add(text.getBytes(StandardCharsets.UTF_8)));
        put(fields, JobFields.DATA, data);
        put(fields, JobFields.DESCRIPTION, description);
        put(fields, JobFields.META, meta);
        return fields;
    }

    private static void put(List<byte[]> fields, String name, byte[] value) {
        fields.add(name.getBytes(StandardCharsets.UTF_8));
        fields.add(value);
    }

    /** What all runs of a schedule have in common: everything except id and due time. Immutable. */
    static final class Template {

        private final Schedule schedule;
        private final Serializer serializer;
        private final Map<String, PyValue> meta = new LinkedHashMap<>();
        private final List<String> options;
        private final byte[] data;
        private final byte[] description;

        private Template(Schedule schedule, Compressor compressor) {
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

        static Template of(Schedule schedule, Compressor compressor) {
            return new Template(schedule, compressor);
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
}
