/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.schedule;

import dev.rqscheduler.job.JobOptions;
import dev.rqscheduler.job.JobSpec;
import dev.rqscheduler.wire.CallData;
import dev.rqscheduler.wire.JobFields;
import dev.rqscheduler.wire.Meta;
import dev.rqscheduler.wire.PyValue;
import dev.rqscheduler.wire.Serializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a schedule: a job of its own, ready for the wire.
 *
 * @param id made of name and due time, so that nobody can queue one due time twice
 * @param ttl how long it may wait in its queue; RQ drops it then
 * @param fields of its hash: name, value, name, value; all but {@code created_at} and {@code enqueued_at}
 */
public record JobRun(String id, String queue, boolean front, Optional<Duration> ttl, List<byte[]> fields) {

    /** Keys of a run's {@code meta}: the schedule's name, and the due time in ISO-8601. */
    public static final String META_SCHEDULE = "schedule";

    public static final String META_DUE = "due";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSSSSS", Locale.ROOT);

    /** The id of the run of a due time. */
    public static String id(String name, Instant due) {
        return name + "-" + stamp(due) + "Z";
    }

    /** The id of a run that somebody asked for. */
    public static String manualId(String name, Instant asked) {
        return name + "-" + stamp(asked) + "R";
    }

    private static String stamp(Instant instant) {
        return (instant.equals(instant.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MICROS)
                .format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** The run of a due time. */
    public static JobRun of(Schedule schedule, Instant due) {
        return of(schedule, id(schedule.name(), due), due);
    }

    /** A run that somebody asked for, at that time. */
    public static JobRun manual(Schedule schedule, Instant asked) {
        return of(schedule, manualId(schedule.name(), asked), asked);
    }

    private static JobRun of(Schedule schedule, String id, Instant due) {
        JobSpec job = schedule.job();
        Serializer serializer = job.serializer().orElse(Serializer.PICKLE);
        CallData call = CallData.of(job.function(), job.args(), job.kwargs());
        List<byte[]> fields = new ArrayList<>();
        for (String text : JobOptions.texts(job, false)) {
            fields.add(text.getBytes(StandardCharsets.UTF_8));
        }
        // Written as scheduled by the client; a run is queued in the step that makes it.
        int status = fields.size();
        for (int at = 0; at < fields.size(); at += 2) {
            if (new String(fields.get(at), StandardCharsets.UTF_8).equals(JobFields.STATUS)) {
                status = at;
            }
        }
        fields.set(status + 1, "queued".getBytes(StandardCharsets.UTF_8));
        put(fields, JobFields.DATA, call.encode(serializer));
        put(
                fields,
                JobFields.DESCRIPTION,
                job.description().orElseGet(call::description).getBytes(StandardCharsets.UTF_8));
        put(fields, JobFields.META, Meta.encode(meta(schedule, due), serializer));
        if (job.timeout().isEmpty()) {
            put(fields, JobFields.TIMEOUT, "180".getBytes(StandardCharsets.UTF_8));
        }
        schedule.deadline()
                .ifPresent(ttl -> put(
                        fields, JobFields.TTL, Long.toString(ttl.toSeconds()).getBytes(StandardCharsets.UTF_8)));
        return new JobRun(id, job.queue(), job.atFront(), schedule.deadline(), fields);
    }

    private static Map<String, PyValue> meta(Schedule schedule, Instant due) {
        Map<String, PyValue> meta = new LinkedHashMap<>();
        schedule.job().meta().forEach((name, value) -> meta.put(name, PyValue.of(name, value)));
        meta.put(META_SCHEDULE, new PyValue.Str(schedule.name()));
        meta.put(META_DUE, new PyValue.Str(due.toString()));
        return meta;
    }

    private static void put(List<byte[]> fields, String name, byte[] value) {
        fields.add(name.getBytes(StandardCharsets.UTF_8));
        fields.add(value);
    }
}
