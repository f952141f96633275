/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and upserts named schedules. {@link ScheduleControl} controls them, {@link HistoryStore} reads their past. */
public final class NamedScheduleStore {

    private static final LuaScript PUT = LuaScript.of("put_schedule.lua");
    private static final LuaScript LIST = LuaScript.of("list_schedules.lua");

    private static final long BYTES_A_LIST = 2 << 20;

    private final RedisConnection redis;
    private final ScriptClock clock;

    public NamedScheduleStore(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    public Instant now() {
        return clock.now(redis);
    }

    /** Returns empty if there is no schedule with that name. */
    public Optional<StoredSchedule> read(String name) {
        byte[][] args = new byte[1 + Field.NAMES.size()][];
        args[0] = bytes(RqKeys.schedule(name));
        for (int i = 0; i < Field.NAMES.size(); i++) {
            args[i + 1] = Field.NAMES.get(i);
        }
        StoredSchedule stored = stored(name, "", Reply.of(redis.send("HMGET", args)), Optional.empty());
        if (stored.fields().isEmpty()) {
            RqKeys.refuseCluster(redis);
            return Optional.empty();
        }
        Reply score = Reply.of(redis.send("ZSCORE", bytes(RqKeys.SCHEDULES), bytes(name)));
        return Optional.of(
                new StoredSchedule(name, score.isNull() ? "" : score.text(), stored.fields(), Optional.empty()));
    }

    /**
     * Some schedules, sorted by name.
     *
     * @param ended whether these are the last ones
     * @param bytes how much was read
     */
    public record Listed(List<StoredSchedule> schedules, boolean ended, long bytes) {}

    /** Returns up to {@code length} schedules whose names follow the given one; fewer if they are large. */
    public Listed list(String after, int length) {
        return list(after, length, BYTES_A_LIST);
    }

    /**
     * Same as {@link #list(String, int)}.
     *
     * @param bytes 1 or more: the list ends once this much was read; it is at most a schedule longer
     */
    public Listed list(String after, int length, long bytes) {
        List<byte[]> args = new ArrayList<>(4 + Field.NAMES.size());
        args.add(bytes(after));
        args.add(bytes(length));
        args.add(bytes(Math.min(bytes, BYTES_A_LIST)));
        // One byte more than is read shows that it is too long.
        args.add(bytes(ScheduleJson.LONGEST + 1));
        args.addAll(Field.NAMES);
        Reply answer = Reply.of(redis.run(LIST, RqKeys.SCHEDULE_KEYS, args));
        Reply reply = answer.at(2);
        List<StoredSchedule> page = reply.every(5, i -> {
            byte[] newest = reply.at(i + 3).bytes();
            return stored(
                    reply.at(i).text(),
                    reply.at(i + 1).text(),
                    reply.at(i + 2),
                    newest.length == 0
                            ? Optional.empty()
                            : Optional.of(new HistoryStore.Line(
                                    newest, reply.at(i + 4).text())));
        });
        return new Listed(page, answer.at(0).number() == 1, answer.at(1).number());
    }

    private static StoredSchedule stored(String name, String score, Reply reply, Optional<HistoryStore.Line> newest) {
        Map<Field, byte[]> fields = new EnumMap<>(Field.class);
        for (int i = 0; i < reply.size(); i++) {
            byte @Nullable [] value = reply.at(i).bytesOrNull();
            if (value != null) {
                fields.put(Field.ALL.get(i), value);
            }
        }
        return new StoredSchedule(name, score, fields, newest);
    }

    /**
     * Due schedules that are not handled yet.
     *
     * @param oldest when the first became due
     */
    public record Overdue(long count, List<String> names, Optional<Instant> oldest) {}

    /**
     * Returns the schedules due before an instant. One written with score 0, which means "check now", does not count.
     */
    public Overdue overdue(Instant before, int most) {
        byte[] until = bytes("(" + Scores.text(before));
        long count = Reply.of(redis.send("ZCOUNT", bytes(RqKeys.SCHEDULES), bytes("(0"), until))
                .number();
        Reply earliest = Reply.of(redis.send(
                "ZRANGEBYSCORE",
                bytes(RqKeys.SCHEDULES),
                bytes("(0"),
                until,
                bytes("WITHSCORES"),
                bytes("LIMIT"),
                bytes("0"),
                bytes(most)));
        List<String> names = earliest.every(2, i -> earliest.at(i).text());
        Optional<Instant> oldest = earliest.size() == 0
                ? Optional.empty()
                : Optional.of(Scores.instant(earliest.at(1).text()));
        return new Overdue(count, names, oldest);
    }

    public long count() {
        long count = Reply.of(redis.send("ZCARD", bytes(RqKeys.SCHEDULE_NAMES))).number();
        if (count == 0) {
            RqKeys.refuseCluster(redis);
        }
        return count;
    }

    /**
     * Replaces the definition that was read; returns false, and does nothing, if the definition or the next due time
     * has changed since: otherwise a run queued meanwhile would come a second time.
     *
     * @param read empty if there was none
     * @param tzdata the version of the tzdata that due and moment were computed with, as in {@link ZoneRulesStore};
     *     empty if any will do
     */
    public boolean put(
            String name,
            Optional<StoredSchedule> read,
            String definition,
            Instant due,
            Instant moment,
            String tzdata,
            String who) {
        return Reply.of(redis.run(
                                PUT,
                                RqKeys.SCHEDULE_KEYS,
                                List.of(
                                        bytes(name),
                                        read.map(StoredSchedule::definition).orElse(new byte[0]),
                                        bytes(definition),
                                        bytes(clock.argument()),
                                        bytes(Scores.micros(due)),
                                        bytes(Scores.text(moment)),
                                        bytes(who),
                                        bytes(RqKeys.WAKE_UP),
                                        bytes(read.map(stored -> stored.text(Field.DUE))
                                                .orElse("")),
                                        bytes(tzdata),
                                        bytes(RqKeys.ZONE_RULES),
                                        bytes(RqKeys.ZONE_RULES_MOVED))))
                        .number()
                == 1;
    }
}
