/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.job.JobOptions;
import dev.rqscheduler.internal.store.JobStore;
import dev.rqscheduler.internal.store.NewJob;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.wire.Compressor;
import dev.rqscheduler.internal.wire.JobFields;
import dev.rqscheduler.internal.wire.Meta;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns requests into jobs ready to be written, all of them before the first is written. Thread-safe. */
public final class JobWriter {

    private static final List<String> CALL = List.of(JobFields.DATA, JobFields.DESCRIPTION);
    private static final List<String> CALL_AND_META = List.of(JobFields.DATA, JobFields.DESCRIPTION, JobFields.META);

    private final JobStore schedule;
    private final Zone cronZone;
    private final Serializer serializer;

    public JobWriter(JobStore schedule, Zone cronZone, Serializer serializer) {
        this.schedule = schedule;
        this.cronZone = cronZone;
        this.serializer = serializer;
    }

    public List<ScheduledJob> register(List<? extends JobRequest> given) {
        List<JobRequest> requests = List.copyOf(given);
        // One template for all jobs with the same options, so the options are sent only once.
        Map<Content, NewJob.Template> templates = new HashMap<>();
        List<JobHash> hashes = new ArrayList<>(requests.size());
        for (JobRequest request : requests) {
            hashes.add(hash(request, templates));
        }
        boolean needsNow = requests.stream().anyMatch(JobRequest.Cron.class::isInstance);
        Instant now = needsNow ? schedule.now() : Instant.EPOCH;
        List<NewJob.When> whens =
                requests.stream().map(request -> when(request, now)).toList();
        // All are valid by now: only Redis can fail below.
        List<ScheduledJob> scheduled = new ArrayList<>(requests.size());
        try (Compressor compressor = new Compressor()) {
            Iterator<NewJob> jobs = IntStream.range(0, requests.size())
                    .mapToObj(i -> new NewJob(
                            id(requests.get(i)),
                            whens.get(i),
                            hashes.get(i).template(),
                            hashes.get(i).values(compressor)))
                    .iterator();
            schedule.schedule(jobs, (job, due) -> scheduled.add(scheduled(requests.get(scheduled.size()), job, due)));
        }
        return scheduled;
    }

    /**
     * @throws IllegalArgumentException if an argument or a value of meta has no Python form, naming it
     */
    private JobHash hash(JobRequest request, Map<Content, NewJob.Template> templates) {
        JobSpec spec = request.job();
        Serializer own = spec.serializer().orElse(serializer);
        CallData call = CallData.of(spec.function(), spec.args(), spec.kwargs());
        Map<String, PyValue> recurrence = recurrence(request);
        byte[] meta = meta(spec, recurrence, own);
        Content content =
                new Content(JobOptions.texts(spec, !recurrence.isEmpty()), meta == null ? CALL : CALL_AND_META);
        return new JobHash(
                templates.computeIfAbsent(content, Content::template),
                call.serialise(own),
                spec.description().orElseGet(call::description).getBytes(StandardCharsets.UTF_8),
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

    private static String id(JobRequest request) {
        return request.job().id().orElseGet(() -> UUID.randomUUID().toString());
    }

    private NewJob.When when(JobRequest request, Instant now) {
        if (request instanceof JobRequest.At at) {
            return new NewJob.At(at.due());
        } else if (request instanceof JobRequest.In in) {
            return new NewJob.In(in.delay());
        } else if (request instanceof JobRequest.Every every) {
            return new NewJob.At(every.first());
        }
        String expression = ((JobRequest.Cron) request).expression();
        return new NewJob.At(CronExpression.parse(expression)
                .nextAfter(now, cronZone)
                .orElseThrow(() -> new IllegalArgumentException(
                        "cron expression \"" + expression + "\" has no match after " + now)));
    }

    /** The keys of meta that make a job periodic, in the order in which rq-scheduler sets them. */
    private static Map<String, PyValue> recurrence(JobRequest request) {
        Map<String, PyValue> meta = new LinkedHashMap<>();
        if (request instanceof JobRequest.Every every) {
            meta.put("interval", PyValue.Int.of(every.interval().toSeconds()));
        } else if (request instanceof JobRequest.Cron cron) {
            meta.put("cron_string", new PyValue.Str(cron.expression()));
            // Written for rq-scheduler; it does not affect the instant, there or here.
            meta.put("use_local_timezone", new PyValue.Bool(false));
        }
        repeat(request).ifPresent(times -> meta.put("repeat", PyValue.Int.of(times)));
        return meta;
    }

    private static ScheduledJob scheduled(JobRequest request, NewJob job, Instant due) {
        Optional<Duration> interval =
                request instanceof JobRequest.Every every ? Optional.of(every.interval()) : Optional.empty();
        Optional<String> cron =
                request instanceof JobRequest.Cron expression ? Optional.of(expression.expression()) : Optional.empty();
        return new ScheduledJob(
                job.id(),
                due,
                Optional.of(request.job().queue()),
                Optional.of("scheduled"),
                request.job().description().or(() -> Optional.of(request.job().function())),
                interval,
                cron,
                repeat(request).stream().asLongStream().findFirst());
    }

    private static OptionalInt repeat(JobRequest request) {
        return request instanceof JobRequest.Every every
                ? every.repeat()
                : request instanceof JobRequest.Cron cron ? cron.repeat() : OptionalInt.empty();
    }

    /**
     * The hash of a new job, as {@code Job.save} of RQ 2 writes it for a job that rq-scheduler creates. Every possible
     * error is found by {@code hash}; compression, which takes most of the time, happens later, so that it overlaps with
     * Redis's work.
     */
    private record JobHash(NewJob.Template template, byte[] call, byte[] description, byte @Nullable [] meta) {

        /** Returns the job's own values, in the order of the template's names. */
        List<byte[]> values(Compressor compressor) {
            byte[] data = compressor.compress(call);
            return meta == null ? List.of(data, description) : List.of(data, description, meta);
        }
    }

    /**
     * @param texts name, value, name, value, ...
     * @param names of the fields of which each job has its own value
     */
    private record Content(List<String> texts, List<String> names) {

        NewJob.Template template() {
            return new NewJob.Template(bytes(texts), bytes(names));
        }

        private static List<byte[]> bytes(List<String> strings) {
            return strings.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }
}
