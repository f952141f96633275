/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.redis.NewJob;
import dev.rqscheduler.redis.ScheduleStore;
import dev.rqscheduler.time.CronExpression;
import dev.rqscheduler.time.Zone;
import dev.rqscheduler.wire.Compressor;
import dev.rqscheduler.wire.PyValue;
import dev.rqscheduler.wire.Serializer;
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

/** Turns requests into jobs for the wire, all of them before the first is written. Thread-safe. */
final class Registration {

    private final ScheduleStore schedule;
    private final Zone cronZone;
    private final Serializer serializer;

    Registration(ScheduleStore schedule, Zone cronZone, Serializer serializer) {
        this.schedule = schedule;
        this.cronZone = cronZone;
        this.serializer = serializer;
    }

    List<ScheduledJob> register(List<? extends ScheduleRequest> given) {
        List<ScheduleRequest> requests = List.copyOf(given);
        HashTemplates templates = new HashTemplates();
        List<JobHash> hashes = new ArrayList<>(requests.size());
        for (ScheduleRequest request : requests) {
            hashes.add(JobHash.of(request.job(), recurrence(request), serializer, templates));
        }
        boolean needsNow = requests.stream().anyMatch(ScheduleRequest.Cron.class::isInstance);
        Instant now = needsNow ? schedule.now() : Instant.EPOCH;
        List<NewJob.When> whens = new ArrayList<>(requests.size());
        for (ScheduleRequest request : requests) {
            whens.add(when(request, now));
        }
        // All are known to be right, and nothing below fails but Redis.
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

    private static String id(ScheduleRequest request) {
        return request.job().id().orElseGet(() -> UUID.randomUUID().toString());
    }

    private NewJob.When when(ScheduleRequest request, Instant now) {
        if (request instanceof ScheduleRequest.At at) {
            return new NewJob.At(at.due());
        } else if (request instanceof ScheduleRequest.In in) {
            return new NewJob.In(in.delay());
        } else if (request instanceof ScheduleRequest.Every every) {
            return new NewJob.At(every.first());
        }
        String expression = ((ScheduleRequest.Cron) request).expression();
        return new NewJob.At(CronExpression.parse(expression)
                .nextAfter(now, cronZone)
                .orElseThrow(() -> new IllegalArgumentException(
                        "cron expression \"" + expression + "\" has no match after " + now)));
    }

    /** The keys of meta that make a job periodic, in the order in which rq-scheduler sets them. */
    private static Map<String, PyValue> recurrence(ScheduleRequest request) {
        Map<String, PyValue> meta = new LinkedHashMap<>();
        if (request instanceof ScheduleRequest.Every every) {
            meta.put("interval", PyValue.Int.of(every.interval().toSeconds()));
            putRepeat(meta, every.repeat());
        } else if (request instanceof ScheduleRequest.Cron cron) {
            meta.put("cron_string", new PyValue.Str(cron.expression()));
            // Written for rq-scheduler's sake; it has no effect on the instant, there or here.
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

    private static ScheduledJob scheduled(ScheduleRequest request, NewJob job, Instant due) {
        Optional<Duration> interval =
                request instanceof ScheduleRequest.Every every ? Optional.of(every.interval()) : Optional.empty();
        Optional<String> cron = request instanceof ScheduleRequest.Cron expression
                ? Optional.of(expression.expression())
                : Optional.empty();
        return new ScheduledJob(
                job.id(),
                due,
                request.job().queue(),
                "scheduled",
                request.job().description().orElse(request.job().function()),
                interval,
                cron,
                repeat(request));
    }

    private static OptionalLong repeat(ScheduleRequest request) {
        OptionalInt repeat = request instanceof ScheduleRequest.Every every
                ? every.repeat()
                : request instanceof ScheduleRequest.Cron cron ? cron.repeat() : OptionalInt.empty();
        return repeat.isPresent() ? OptionalLong.of(repeat.getAsInt()) : OptionalLong.empty();
    }
}
