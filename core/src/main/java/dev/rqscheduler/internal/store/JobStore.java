/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes the scheduled jobs in {@code rq:scheduler:scheduled_jobs} and their hashes. */
public final class JobStore {

    private static final LuaScript SCHEDULE = LuaScript.of("schedule_jobs.lua");
    private static final LuaScript CANCEL = LuaScript.of("cancel_job.lua");
    private static final LuaScript RESCHEDULE = LuaScript.of("reschedule_job.lua");
    private static final LuaScript LIST = LuaScript.of("list_jobs.lua");

    private static final List<String> LARGE_FIELDS = List.of("data", "meta", "result", "exc_info", "description");

    private final RedisConnection redis;
    private final ScriptClock clock;

    public JobStore(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    public Instant now() {
        return clock.now(redis);
    }

    /**
     * Schedules jobs in as few calls as their size allows; each job's hash and score are written in one step. Anything
     * that forbids writing altogether shows in the first call, before the next is sent. From then on jobs are taken
     * from the iterator and sent while Redis works on the previous ones: after a failure, some of the later jobs may be
     * scheduled, too.
     *
     * @param scheduled receives each job and its due time, in the order given, once it is known to be scheduled
     */
    public void schedule(Iterator<NewJob> jobs, BiConsumer<NewJob, Instant> scheduled) {
        if (!jobs.hasNext()) {
            return;
        }
        ScheduleCalls calls = new ScheduleCalls(jobs, clock, scheduled);
        calls.settle(Reply.of(redis.run(SCHEDULE, RqKeys.SCHEDULE_AND_QUARANTINE, calls.next())));
        redis.runAll(SCHEDULE, RqKeys.SCHEDULE_AND_QUARANTINE, calls, calls::settle);
    }

    public record Cancelled(boolean wasScheduled, boolean hashDeleted) {}

    public Cancelled cancel(String id, boolean deleteHash) {
        List<byte[]> args = List.of(bytes(id), bytes(deleteHash ? "1" : "0"));
        Reply reply = Reply.of(redis.run(CANCEL, RqKeys.SCHEDULE, args));
        refuseClusterIf(reply.at(0).number() == 0);
        return new Cancelled(reply.at(0).number() == 1, reply.at(1).number() == 1);
    }

    /** Returns false if the job is not (or no longer) scheduled; nothing was changed then. */
    public boolean reschedule(String id, Instant due) {
        List<byte[]> args = List.of(bytes(id), bytes(Scores.text(due)), bytes(RqKeys.WAKE_UP));
        boolean done = Reply.of(redis.run(RESCHEDULE, RqKeys.SCHEDULE, args)).number() == 1;
        refuseClusterIf(!done);
        return done;
    }

    public Optional<Instant> due(String id) {
        Reply reply = Reply.of(redis.send("ZSCORE", bytes(Keys.SCHEDULED_JOBS), bytes(id)));
        refuseClusterIf(reply.isNull());
        return reply.isNull() ? Optional.empty() : Optional.of(Scores.instant(reply.text()));
    }

    /** Returns the number of jobs due at or before an instant, or scheduled at all. */
    public long count(Optional<Instant> until) {
        long count = Reply.of(redis.send("ZCOUNT", bytes(Keys.SCHEDULED_JOBS), bytes("0"), highest(until)))
                .number();
        refuseClusterIf(count == 0);
        return count;
    }

    /** Returns the number of jobs with a score of 0 or more and below the given one. */
    public long countBefore(String score) {
        return Reply.of(redis.send("ZCOUNT", bytes(Keys.SCHEDULED_JOBS), bytes("0"), bytes("(" + score)))
                .number();
    }

    /** One scheduled job as a list shows it. */
    public record Row(
            String id,
            String score,
            Instant due,
            String origin,
            String status,
            String description,
            byte @Nullable [] meta) {}

    /** Returns up to {@code length} jobs from a score on, earliest first, skipping the first {@code offset}. */
    public List<Row> list(String fromScore, Optional<Instant> until, long offset, int length) {
        Reply reply = Reply.of(redis.run(
                LIST, RqKeys.SCHEDULE, List.of(bytes(fromScore), highest(until), bytes(offset), bytes(length))));
        refuseClusterIf(reply.size() == 0);
        return reply.every(1, i -> {
            Reply row = reply.at(i);
            String score = row.at(1).text();
            return new Row(
                    row.at(0).text(),
                    score,
                    Scores.instant(score),
                    textOrEmpty(row.at(2)),
                    textOrEmpty(row.at(3)),
                    textOrEmpty(row.at(4)),
                    row.at(5).bytesOrNull());
        });
    }

    /** Returns the size in bytes of the potentially large fields of a job's hash; 0 if there is no hash. */
    public long size(String id) {
        long size = 0;
        for (String field : LARGE_FIELDS) {
            try {
                size += Reply.of(redis.send("HSTRLEN", bytes(Keys.job(id)), bytes(field)))
                        .number();
            } catch (RedisException e) {
                if (e.kind() == RedisException.Kind.WRONGTYPE) {
                    return 0;
                }
                throw e;
            }
        }
        return size;
    }

    /**
     * Returns all fields of a job's hash; empty if there is none, or a key of another type, for which a job may be
     * quarantined.
     */
    public Map<String, byte[]> hash(String id) {
        Reply reply;
        try {
            reply = Reply.of(redis.send("HGETALL", bytes(Keys.job(id))));
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.WRONGTYPE) {
                return Map.of();
            }
            throw e;
        }
        refuseClusterIf(reply.size() == 0);
        Map<String, byte[]> fields = new LinkedHashMap<>();
        for (int i = 0; i < reply.size(); i += 2) {
            fields.put(reply.at(i).text(), reply.at(i + 1).bytes());
        }
        return fields;
    }

    /** Returns how long until the job's hash expires; empty if it does not, or does not exist. */
    public Optional<Duration> expiry(String id) {
        long millis = Reply.of(redis.send("PTTL", bytes(Keys.job(id)))).number();
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private void refuseClusterIf(boolean nothing) {
        if (nothing) {
            RqKeys.refuseCluster(redis);
        }
    }

    private static byte[] highest(Optional<Instant> until) {
        return bytes(until.map(Scores::text).orElse("+inf"));
    }

    private static String textOrEmpty(Reply reply) {
        return reply.isNull() ? "" : reply.text();
    }
}
