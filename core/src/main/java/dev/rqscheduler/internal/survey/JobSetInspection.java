/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.move.DueJob;
import dev.rqscheduler.internal.store.DueStore;
import dev.rqscheduler.internal.store.RqKeys;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inspects the scheduled jobs, rq-scheduler's and RQ's own: their number, and single jobs as a decision sees them. Read-only. */
public final class JobSetInspection {

    /** This many jobs per call took Redis 1 ms on a busy machine. */
    public static final int MOST_RANKS = 50;

    private static final LuaScript EXTENT = LuaScript.of("survey_job_set.lua");
    private static final LuaScript JOBS = LuaScript.of("survey_jobs.lua");
    private static final LuaScript RQ = LuaScript.of("survey_rq.lua");
    private static final int QUEUES_A_CALL = 100;
    private static final List<String> OTHERS = List.of(
            "enqueued_at",
            "started_at",
            "last_heartbeat",
            "success_callback_timeout",
            "failure_callback_timeout",
            "stopped_callback_timeout",
            "retries_left");

    private final RedisConnection redis;

    public JobSetInspection(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * The number and range of scheduled jobs.
     *
     * @param now the time by Redis's clock
     * @param type as TYPE reports; {@code none} if nothing is scheduled; the rest is meaningless unless it is {@code
     *     zset}
     * @param count all jobs
     * @param negative those with a score below 0, which no scheduler moves
     * @param due those that are due
     * @param first when the earliest is due
     */
    public record Extent(Instant now, String type, long count, long negative, long due, Optional<Instant> first) {}

    public Extent extent() {
        Instant now = redis.time();
        Reply reply = Reply.of(redis.run(EXTENT, RqKeys.SCHEDULE, List.of(bytes(Scores.text(now)))));
        String type = reply.at(0).text();
        if (!type.equals("zset")) {
            return new Extent(now, type, 0, 0, 0, Optional.empty());
        }
        return new Extent(
                now,
                type,
                reply.at(1).number(),
                reply.at(2).number(),
                reply.at(3).number(),
                Parts.score(reply.at(4)));
    }

    /** The state of a job's hash. */
    public enum State {
        /** Its hash can be read. */
        OK,
        /** There is no hash. */
        MISSING,
        /** The hash has no {@code data}: RQ sees no job. */
        NODATA,
        /** Redis refused to show it. */
        REFUSED
    }

    /**
     * One scheduled job.
     *
     * @param inGrace whether one of our schedulers found its hash missing and will check again
     * @param rest how long until its hash expires; empty if it does not
     * @param dataStart the first 256 bytes of {@code data}; empty if it is longer than 64 KiB
     * @param others further fields that RQ parses, if present
     * @param job what a decision needs
     * @param expiringFields fields with their own expiry (Redis 7.4, Valkey 9), and the time left
     */
    public record Seen(
            State state,
            boolean inGrace,
            Optional<Duration> rest,
            byte[] dataStart,
            Map<String, String> others,
            DueJob job,
            Map<String, Duration> expiringFields) {}

    /**
     * Jobs at some ranks.
     *
     * @param lookedAt how many of the ranks, from the first on, were examined: fewer than requested if replies are long
     */
    public record Page(int lookedAt, List<Seen> jobs) {}

    /**
     * @param ranks at most {@link #MOST_RANKS}, counted from 0 by due time; ranks beyond the end have no jobs
     */
    public Page at(List<Long> ranks) {
        List<byte[]> args = ranks.stream().map(rank -> bytes(rank.toString())).toList();
        Reply reply = Reply.of(redis.run(JOBS, RqKeys.MOVE, args));
        List<Seen> jobs = new ArrayList<>(reply.size());
        for (int i = 1; i < reply.size(); i++) {
            jobs.add(seen(reply.at(i)));
        }
        return new Page((int) reply.at(0).number(), jobs);
    }

    private static Seen seen(Reply reply) {
        Map<String, String> others = new LinkedHashMap<>();
        Reply values = reply.at(4);
        for (int i = 0; i < values.size(); i++) {
            if (!values.at(i).isNull()) {
                others.put(OTHERS.get(i), values.at(i).text());
            }
        }
        return new Seen(
                State.valueOf(reply.at(0).text()),
                reply.at(1).number() == 1,
                Parts.rest(reply.at(2)),
                reply.at(3).bytes(),
                others,
                DueStore.dueJob(reply.at(5)),
                Parts.pairs(reply.at(6), rest -> Duration.ofMillis(rest.number())));
    }

    /**
     * RQ's scheduled registry of one queue.
     *
     * @param type as TYPE reports, {@code none} if it is empty
     * @param first when its earliest job is due
     * @param served whether an RQ scheduler holds the lock of this queue
     */
    public record RqSchedule(
            String queue, String type, long count, long due, Optional<Instant> first, boolean served) {}

    /**
     * Reads RQ's own scheduled registries, {@code rq:scheduled:<queue>}, served by {@code rq worker --with-scheduler}.
     *
     * @param now the time by Redis's clock
     */
    public List<RqSchedule> rqSchedules(List<String> queues, Instant now) {
        List<RqSchedule> schedules = new ArrayList<>(queues.size());
        for (int from = 0; from < queues.size(); from += QUEUES_A_CALL) {
            List<String> some = queues.subList(from, Math.min(queues.size(), from + QUEUES_A_CALL));
            List<byte[]> args = new ArrayList<>();
            args.add(bytes(Scores.text(now)));
            some.forEach(queue -> args.add(bytes(queue)));
            Reply reply = Reply.of(redis.run(RQ, List.of(), args));
            for (int i = 0; i < some.size(); i++) {
                schedules.add(rqSchedule(some.get(i), reply.at(i)));
            }
        }
        return schedules;
    }

    private static RqSchedule rqSchedule(String queue, Reply reply) {
        return new RqSchedule(
                queue,
                reply.at(0).text(),
                reply.at(1).number(),
                reply.at(2).number(),
                Parts.score(reply.at(3)),
                reply.at(4).number() == 1);
    }
}
