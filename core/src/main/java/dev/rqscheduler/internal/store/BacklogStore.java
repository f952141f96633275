/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads the amount of work, in one round trip for up to a thousand named schedules, in two for more. Its cost in Redis
 * is bounded: with very many schedules each call counts the states of some, and returns the last complete count. Not
 * thread-safe.
 */
public final class BacklogStore {

    /** Each costs Redis about a microsecond. */
    private static final int SLICE = 1_000;

    private static final int MOST_SLICES = 20;

    private static final LuaScript EXTENT = LuaScript.of("read_extent.lua");
    private static final List<byte[]> KEYS = List.of(
            bytes(Keys.SCHEDULED_JOBS),
            bytes(RqKeys.QUARANTINE),
            bytes(RqKeys.MISSING),
            bytes(RqKeys.SCHEDULES),
            bytes(RqKeys.SCHEDULE_NAMES));

    private final RedisConnection redis;
    private final byte[] clock;
    private final int slice;
    private long from;
    private Stats.States partial = Stats.States.NONE;
    private Optional<Stats.States> whole = Optional.empty();

    public BacklogStore(RedisConnection redis, ScriptClock clock) {
        this(redis, clock, SLICE);
    }

    BacklogStore(RedisConnection redis, ScriptClock clock, int slice) {
        this.redis = redis;
        this.clock = bytes(clock.argument());
        this.slice = slice;
    }

    public Stats read() {
        Reply reply = Reply.of(redis.run(EXTENT, KEYS, arguments(from)));
        long names = reply.at(5).number();
        Reply jobs = reply.at(1);
        Reply schedules = reply.at(4);
        count(reply, names);
        List<List<byte[]>> more = new ArrayList<>();
        for (long rank = from; rank > 0 && rank < names && more.size() < MOST_SLICES - 1; rank += slice) {
            more.add(arguments(rank));
        }
        redis.runAll(EXTENT, KEYS, more.iterator(), further -> count(further, names));
        return new Stats(
                Scores.ofMicros(reply.at(0).text()),
                number(jobs.at(0)),
                number(jobs.at(1)),
                number(schedules.at(0)),
                earlier(jobs.at(2), schedules.at(1)),
                earlier(jobs.at(3), schedules.at(2)),
                number(reply.at(2)),
                number(reply.at(3)),
                names < 0 ? Optional.empty() : whole);
    }

    private List<byte[]> arguments(long rank) {
        return List.of(clock, bytes(rank), bytes(rank + slice - 1));
    }

    private void count(Reply reply, long names) {
        partial = partial.plus(Stats.States.of(reply.at(6)));
        from += slice;
        if (from >= names) {
            whole = Optional.of(partial);
            partial = Stats.States.NONE;
            from = 0;
        }
    }

    private static OptionalLong number(Reply reply) {
        return reply.number() < 0 ? OptionalLong.empty() : OptionalLong.of(reply.number());
    }

    private static Optional<Instant> earlier(Reply job, Reply schedule) {
        return Stream.of(job, schedule)
                .map(DueStore::nextDue)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /**
     * The amount of work at one moment. A number that Redis refused to show is empty.
     *
     * @param jobs rq-scheduler's scheduled jobs, due or not
     * @param dueJobs those of them that are due
     * @param dueSchedules named schedules that are due
     * @param oldestDue due time of the job or schedule overdue the longest
     * @param nextDue due time of the first job or schedule that is not due yet
     * @param quarantined jobs in quarantine
     * @param missing ids whose hash is missing, in their grace period
     * @param schedules named schedules by state; empty until all have been counted
     */
    public record Stats(
            Instant now,
            OptionalLong jobs,
            OptionalLong dueJobs,
            OptionalLong dueSchedules,
            Optional<Instant> oldestDue,
            Optional<Instant> nextDue,
            OptionalLong quarantined,
            OptionalLong missing,
            Optional<States> schedules) {

        /**
         * Named schedules by state, each counted once: broken before paused, paused before finished, and waiting only while it is
         * none of these. One whose key holds another type is broken; one that Redis refuses to show is not counted.
         */
        public record States(long active, long waiting, long paused, long finished, long broken) {

            public static final States NONE = new States(0, 0, 0, 0, 0);

            public States plus(States other) {
                return new States(
                        active + other.active,
                        waiting + other.waiting,
                        paused + other.paused,
                        finished + other.finished,
                        broken + other.broken);
            }

            public long sum() {
                return active + waiting + paused + finished + broken;
            }

            /** As {@code extent.lua} counts them. */
            public static States of(Reply counts) {
                return new States(
                        counts.at(0).number(),
                        counts.at(1).number(),
                        counts.at(2).number(),
                        counts.at(3).number(),
                        counts.at(4).number());
            }
        }
    }
}
