/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.store.JobStore;
import dev.rqscheduler.internal.store.NewJob;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.wire.Compressor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;

/** Turns requests into jobs ready to be written, all of them before the first is written. Thread-safe. */
public final class JobWriter {

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
        HashTemplates templates = new HashTemplates();
        List<JobHash> hashes = new ArrayList<>(requests.size());
        for (JobRequest request : requests) {
            hashes.add(JobHash.of(request.job(), recurrence(request), serializer, templates));
        }
        boolean needsNow = requests.stream().anyMatch(JobRequest.Cron.class::isInstance);
        Instant now = needsNow ? schedule.now() : Instant.EPOCH;
        List<NewJob.When> whens = new ArrayList<>(requests.size());
        for (JobRequest request : requests) {
            whens.add(when(request, now));
        }
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
            putRepeat(meta, every.repeat());
        } else if (request instanceof JobRequest.Cron cron) {
            meta.put("cron_string", new PyValue.Str(cron.expression()));
            // Written for rq-scheduler; it does not affect the instant, there or here.
            meta.put("use_local_timezone", new PyValue.Bool(false));
            putRepeat(meta, cron.repeat());
        }
        return meta;
    }

    private static void putRepeat(Map<String, PyValue> meta, OptionalInt repeat) {
        if (repeat.isPresent()) {
            meta.put("repeat", PyValue.Int.of(repeat.getAsInt()));
        }
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
                repeat(request));
    }

    private static OptionalLong repeat(JobRequest request) {
        OptionalInt repeat = request instanceof JobRequest.Every every
                ? every.repeat()
                : request instanceof JobRequest.Cron cron ? cron.repeat() : OptionalInt.empty();
        return repeat.isPresent() ? OptionalLong.of(repeat.getAsInt()) : OptionalLong.empty();
    }
}
