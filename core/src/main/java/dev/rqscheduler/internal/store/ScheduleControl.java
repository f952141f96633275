/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.run.HistoryEntry;
import dev.rqscheduler.internal.run.JobRun;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Controls existing named schedules. Each operation is one step, and reports whether another client was faster. */
public final class ScheduleControl {

    private static final LuaScript STEER = LuaScript.of("steer_schedule.lua");
    private static final LuaScript RUN_NOW = LuaScript.of("run_schedule_now.lua");

    private final RedisConnection redis;
    private final ScriptClock clock;

    public ScheduleControl(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    public enum Steered {
        DONE,
        /** It was already in that state. */
        UNCHANGED,
        /** There is no such schedule. */
        UNKNOWN,
        /** It was changed since it was read; nothing was done. */
        RACED
    }

    public Steered pause(String name, String reason, String who) {
        return steer(name, who, "PAUSE", bytes(reason));
    }

    /**
     * @param next the first due time from now on; the scheduler checks a broken one immediately and reports what is
     *     wrong
     * @param passed for its history
     * @param tzdata the version with which {@code next} was computed, if it must be the current one; else empty
     */
    public Steered resume(
            StoredSchedule read, RunStep.Next next, Optional<HistoryEntry> passed, String tzdata, String who) {
        Optional<RunStep.Next.At> at = next instanceof RunStep.Next.At time ? Optional.of(time) : Optional.empty();
        String atOnce = next instanceof RunStep.Next.Broken ? "0" : "";
        return steer(
                read.name(),
                who,
                "RESUME",
                read.definition(),
                read.bytes(StoredSchedule.Field.DUE),
                bytes(at.map(time -> Scores.micros(time.due())).orElse("")),
                bytes(at.map(time -> Scores.text(time.moment())).orElse(atOnce)),
                bytes(passed.map(HistoryEntry::json).orElse("")),
                bytes(RunStore.HISTORY_LENGTH),
                bytes(RunStore.HISTORY_TTL.toSeconds()),
                bytes(tzdata),
                bytes(RqKeys.ZONE_RULES),
                bytes(RqKeys.ZONE_RULES_MOVED));
    }

    /**
     * @param due as it was read
     */
    public Steered skip(String name, Instant due, String who) {
        return steer(name, who, "SKIP", bytes(Scores.micros(due)));
    }

    public Steered delete(String name, String who) {
        return steer(name, who, "DELETE");
    }

    private Steered steer(String name, String who, String verb, byte[]... more) {
        List<byte[]> args = new ArrayList<>(
                List.of(bytes(name), bytes(clock.argument()), bytes(who), bytes(RqKeys.WAKE_UP), bytes(verb)));
        args.addAll(List.of(more));
        return steered(Reply.of(redis.run(STEER, RqKeys.SCHEDULE_KEYS, args)).number());
    }

    private static Steered steered(long code) {
        return code == 1 ? Steered.DONE : code == 0 ? Steered.UNCHANGED : code == -1 ? Steered.UNKNOWN : Steered.RACED;
    }

    public Steered runNow(String name, byte[] definition, JobRun run, Instant asked, String who) {
        List<byte[]> args = new ArrayList<>(List.of(
                bytes(name),
                definition,
                bytes(clock.argument()),
                bytes(RunStore.HISTORY_LENGTH),
                bytes(RunStore.HISTORY_TTL.toSeconds()),
                JsonWriter.write("who", new PyValue.Str(who)),
                bytes(asked.toString()),
                bytes(run.id()),
                bytes(run.queue()),
                bytes(run.front() ? "1" : "0"),
                bytes(run.ttl().map(ttl -> Long.toString(ttl.toSeconds())).orElse(""))));
        args.addAll(run.fields());
        return steered(
                Reply.of(redis.run(RUN_NOW, List.of(RqKeys.QUEUE_SET), args)).number());
    }
}
