/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import static dev.rqscheduler.redis.connection.RedisConnection.bytes;

import dev.rqscheduler.redis.connection.LuaScript;
import dev.rqscheduler.redis.connection.RedisConnection;
import dev.rqscheduler.redis.connection.Reply;
import dev.rqscheduler.schedule.DueSchedule;
import dev.rqscheduler.schedule.RunStep;
import dev.rqscheduler.schedule.ScheduleJson;
import dev.rqscheduler.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads named schedules whose time has come, and applies what was decided about them: the two scripts of a run. */
public final class RunStore {

    /** How many entries a history keeps. */
    public static final int HISTORY_LENGTH = 100;

    /** How long the history of a schedule is kept after its last entry. */
    public static final Duration HISTORY_TTL = Duration.ofDays(400);

    private static final LuaScript DUE = LuaScript.of("clock.lua", "due_schedules.lua");
    private static final LuaScript RUN = LuaScript.of("clock.lua", "run_schedules.lua");

    private final RedisConnection redis;
    private final byte[] clock;

    public RunStore(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = bytes(clock.argument());
    }

    /**
     * Schedules whose time has come.
     *
     * @param now the time by Redis's clock at which that was decided
     * @param nextDue of those that are not on this page
     */
    public record Page(Instant now, Optional<Instant> nextDue, List<Read> schedules) {}

    /**
     * One of them.
     *
     * @param problem why it could not be read; empty text if it could
     */
    public record Read(DueSchedule schedule, String problem) {}

    /**
     * The first {@code length} whose time has come.
     *
     * @param token what the lock must hold
     * @throws LeaseLostException if it holds something else
     */
    public Page due(String token, int length) {
        Reply reply = DueStore.unfenced(Reply.of(redis.run(
                DUE,
                RqKeys.DUE_SCHEDULES,
                List.of(
                        bytes(token),
                        clock,
                        bytes(Integer.toString(length)),
                        bytes(Integer.toString(ScheduleJson.LONGEST))))));
        Reply page = reply.at(3);
        List<Read> schedules = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            schedules.add(new Read(schedule(page.at(i)), page.at(i).at(2).text()));
        }
        return new Page(Scores.ofMicros(reply.at(1).text()), DueStore.nextDue(reply.at(2)), schedules);
    }

    private static DueSchedule schedule(Reply reply) {
        return new DueSchedule(
                reply.at(0).text(),
                reply.at(1).text(),
                reply.at(3).bytes(),
                new DueSchedule.State(
                        reply.at(4).text(),
                        reply.at(5).text(),
                        reply.at(6).text(),
                        reply.at(7).text(),
                        reply.at(8).text()),
                reply.at(9).text().equals("1"));
    }

    /** What came of a step. */
    public enum Kind {
        /** All was done as decided. */
        DONE,
        /** As decided, but a job of that id was there already and was not queued again. */
        ALREADY,
        /** Somebody changed the schedule meanwhile; nothing was done. */
        CHANGED,
        /** Redis refused; it is tried again in a second. */
        STUCK
    }

    /**
     * What came of a step.
     *
     * @param detail the refusal
     */
    public record Result(Kind kind, String detail) {}

    /**
     * What came of steps, in their order.
     *
     * @param nextDue of all schedules
     */
    public record Applied(Instant now, Optional<Instant> nextDue, List<Result> results) {}

    /**
     * Applies decisions, each whole or not at all.
     *
     * @param token what the lock must hold
     * @throws LeaseLostException if it holds something else; nothing was done
     */
    public Applied apply(String token, List<RunStep> steps) {
        List<byte[]> args = new ArrayList<>(4 + 50 * steps.size());
        args.add(bytes(token));
        args.add(clock);
        args.add(bytes(Integer.toString(HISTORY_LENGTH)));
        args.add(bytes(Long.toString(HISTORY_TTL.toSeconds())));
        for (RunStep step : steps) {
            RunArguments.add(args, step);
        }
        Reply reply = DueStore.unfenced(Reply.of(redis.run(RUN, RqKeys.RUN_SCHEDULES, args)));
        List<Result> results = new ArrayList<>(steps.size());
        for (int i = 0; i < reply.at(3).size(); i += 2) {
            results.add(new Result(
                    Kind.valueOf(reply.at(3).at(i).text()),
                    reply.at(3).at(i + 1).text()));
        }
        return new Applied(Scores.ofMicros(reply.at(1).text()), DueStore.nextDue(reply.at(2)), results);
    }
}
