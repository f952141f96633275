/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.move.DueJob;
import dev.rqscheduler.internal.store.DueStore;
import dev.rqscheduler.internal.store.QuarantineStore;
import dev.rqscheduler.internal.store.RqKeys;
import dev.rqscheduler.internal.wire.JobFields;
import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.internal.wire.Scores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Inspects one job: its hash, and every key where RQ or a scheduler may have put it. Read-only. */
public final class JobInspection {

    /** How much of a queue to search. */
    public static final int FAR = 100_000;

    private static final LuaScript JOB = LuaScript.of("survey_job.lua");
    private static final LuaScript PLACES = LuaScript.of("survey_places.lua");
    private static final List<String> FIELDS = List.of(
            JobFields.STATUS,
            JobFields.ORIGIN,
            JobFields.DESCRIPTION,
            JobFields.CREATED_AT,
            JobFields.ENQUEUED_AT,
            JobFields.STARTED_AT,
            JobFields.ENDED_AT,
            JobFields.LAST_HEARTBEAT,
            JobFields.WORKER_NAME,
            JobFields.TIMEOUT,
            JobFields.TTL,
            JobFields.RESULT_TTL,
            JobFields.META,
            JobFields.DEPENDENCY_IDS,
            JobFields.DEPENDENCY_ID,
            JobFields.RETRIES_LEFT,
            JobFields.EXC_INFO);

    private final RedisConnection redis;

    public JobInspection(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * A job's hash and its entries among the scheduled or quarantined jobs.
     *
     * @param now the time by Redis's clock
     * @param due its due time, if it is scheduled
     * @param quarantined its quarantine entry
     * @param realDue when it was due, if its hash is missing and it is checked again after a grace period
     * @param type of the key of its hash, {@code none} if there is none
     * @param rest how long until the hash expires; empty if it does not
     * @param dataBytes length of {@code data}
     * @param data null if there is none, or more than 64 KiB
     * @param fields by name, without those that are longer than 64 KiB
     */
    public record Job(
            Instant now,
            Optional<Instant> due,
            Optional<QuarantinedJob> quarantined,
            Optional<Instant> realDue,
            String type,
            Optional<Duration> rest,
            long dataBytes,
            byte @Nullable [] data,
            Map<String, byte[]> fields) {

        /** Returns a field as a string, empty if absent. */
        public String text(String field) {
            byte[] value = fields.get(field);
            return value == null ? "" : new String(value, StandardCharsets.UTF_8);
        }
    }

    public Job job(String id) {
        List<byte[]> args = new ArrayList<>();
        args.add(bytes(id));
        FIELDS.forEach(field -> args.add(bytes(field)));
        Reply reply = Reply.of(redis.run(JOB, RqKeys.MOVE, args));
        Map<String, byte[]> fields = new LinkedHashMap<>();
        Reply values = reply.at(9);
        for (int i = 0; i < values.size(); i++) {
            byte[] value = values.at(i).bytesOrNull();
            if (value != null) {
                fields.put(FIELDS.get(i), value);
            }
        }
        Optional<Instant> due = Parts.score(reply.at(1));
        return new Job(
                Scores.ofMicros(reply.at(0).text()),
                due,
                quarantined(id, reply.at(2), reply.at(3)),
                due.flatMap(score -> realDue(reply.at(4))),
                reply.at(5).text(),
                Parts.rest(reply.at(6)),
                reply.at(7).number(),
                reply.at(8).bytesOrNull(),
                fields);
    }

    /**
     * Where a job is in a queue's keys.
     *
     * @param queueLength jobs in the queue
     * @param position from 0; empty if it was not found
     * @param queueCut whether the queue is longer than was searched
     * @param registries the registries that hold it, of finished, failed, canceled, deferred, scheduled (RQ's own) and wip
     *     (being run), with its score there
     * @param betweenQueueAndWorker whether an RQ 2 worker has taken it but not started it yet
     * @param workers how many workers listen to the queue
     * @param suspended whether all workers are suspended
     * @param served whether an RQ scheduler serves {@code rq:scheduled:<queue>}
     * @param result the latest entry of its results stream; empty if there is none
     * @param unloadableId why no worker of the queue could be trusted with it, if so
     */
    public record Places(
            long queueLength,
            OptionalLong position,
            boolean queueCut,
            Map<String, Instant> registries,
            boolean betweenQueueAndWorker,
            long workers,
            boolean suspended,
            boolean served,
            Map<String, byte[]> result,
            Optional<DueJob.UnloadableId> unloadableId) {}

    private static final List<String> REGISTRIES =
            List.of("finished", "failed", "canceled", "deferred", "scheduled", "wip");

    public Places places(String id, String queue) {
        Reply reply = Reply.of(redis.run(PLACES, List.of(), List.of(bytes(id), bytes(queue), bytes(FAR))));
        long position = reply.at(1).number();
        Map<String, Instant> registries = new LinkedHashMap<>();
        for (int i = 0; i < REGISTRIES.size(); i++) {
            String registry = REGISTRIES.get(i);
            Parts.score(reply.at(3 + i)).ifPresent(score -> registries.put(registry, score));
        }
        Reply result = reply.at(14);
        return new Places(
                reply.at(0).number(),
                position < 0 ? OptionalLong.empty() : OptionalLong.of(position),
                reply.at(2).number() == 1,
                registries,
                reply.at(9).number() == 1,
                reply.at(11).number(),
                reply.at(12).number() == 1,
                reply.at(13).number() == 1,
                result.isNull() ? Map.of() : Parts.pairs(result, Reply::bytes),
                DueStore.unloadableId(reply.at(15)));
    }

    /** Returns a job's {@code status}; an empty string if its hash has none, empty if there is no hash. */
    public Optional<String> status(String id) {
        Reply status = Reply.of(redis.send("HGET", bytes(Keys.job(id)), bytes(JobFields.STATUS)));
        if (!status.isNull()) {
            return Optional.of(status.text());
        }
        return Reply.of(redis.send("EXISTS", bytes(Keys.job(id)))).number() == 1 ? Optional.of("") : Optional.empty();
    }

    private static Optional<QuarantinedJob> quarantined(String id, Reply since, Reply entry) {
        if (since.isNull()) {
            return Optional.empty();
        }
        byte[] json = entry.isNull() ? new byte[0] : entry.bytes();
        return Optional.of(QuarantineStore.quarantined(id, Scores.instant(since.text()), json));
    }

    /** As {@code move_due.lua} notes it: the real due time, and after a blank the end of the grace period. */
    private static Optional<Instant> realDue(Reply missing) {
        if (missing.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Scores.instant(missing.text().split(" ", 2)[0]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
