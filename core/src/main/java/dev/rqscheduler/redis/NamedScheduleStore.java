/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import static dev.rqscheduler.redis.connection.RedisConnection.bytes;

import dev.rqscheduler.redis.connection.LuaScript;
import dev.rqscheduler.redis.connection.RedisConnection;
import dev.rqscheduler.redis.connection.Reply;
import dev.rqscheduler.schedule.JobRun;
import dev.rqscheduler.schedule.ScheduleJson;
import dev.rqscheduler.wire.PyValue;
import dev.rqscheduler.wire.Scores;
import dev.rqscheduler.wire.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Named schedules as a client reads and steers them. */
public final class NamedScheduleStore {

    private static final LuaScript PUT = LuaScript.of("clock.lua", "put_schedule.lua");
    private static final LuaScript STEER = LuaScript.of("clock.lua", "steer_schedule.lua");
    private static final LuaScript RUN_NOW = LuaScript.of("clock.lua", "history.lua", "run_schedule_now.lua");
    private static final LuaScript LIST = LuaScript.of("clock.lua", "list_schedules.lua");
    private static final LuaScript HISTORIES = LuaScript.of("clock.lua", "read_history.lua", "survey_histories.lua");
    private static final LuaScript HISTORY = LuaScript.of("clock.lua", "read_history.lua", "schedule_history.lua");

    private static final long BYTES_A_LIST = 2 << 20;

    private final RedisConnection redis;
    private final ScriptClock clock;

    public NamedScheduleStore(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** The time by Redis's clock. */
    public Instant now() {
        return clock.now(redis);
    }

    /** The fields of a schedule's hash. */
    public enum Field {
        DEFINITION,
        STATE,
        PROBLEM,
        DUE,
        HELD,
        RUNS,
        MANUAL,
        LAST_DUE,
        LAST_AT,
        LAST_JOB,
        SKIP,
        PAUSED,
        PAUSED_REASON,
        PAUSED_BY,
        PAUSED_AT,
        CREATED_AT,
        UPDATED_AT,
        UPDATED_BY;

        private static final List<byte[]> NAMES = java.util.Arrays.stream(values())
                .map(field -> bytes(field.name().toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    /**
     * A schedule as it is stored.
     *
     * @param score when its time comes; empty text if never
     * @param newest the newest line of its history, where a list was asked for
     */
    public record Stored(String name, String score, Map<Field, byte[]> fields, Optional<Line> newest) {

        /** Empty text for what is not there. */
        public String text(Field field) {
            byte[] value = fields.get(field);
            return value == null ? "" : new String(value, java.nio.charset.StandardCharsets.UTF_8);
        }

        public byte[] definition() {
            byte[] definition = fields.get(Field.DEFINITION);
            return definition == null ? new byte[0] : definition;
        }

        /** A field in microseconds since 1970. */
        public Optional<Instant> instant(Field field) {
            String micros = text(field);
            return micros.matches("\\d{1,18}") ? Optional.of(Scores.ofMicros(micros)) : Optional.empty();
        }

        public long number(Field field) {
            String digits = text(field);
            return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
        }
    }

    /** Empty if there is none of that name. */
    public Optional<Stored> read(String name) {
        byte[][] args = new byte[1 + Field.NAMES.size()][];
        args[0] = bytes(RqKeys.schedule(name));
        for (int i = 0; i < Field.NAMES.size(); i++) {
            args[i + 1] = Field.NAMES.get(i);
        }
        Stored stored = stored(name, "", Reply.of(redis.send(Command.HMGET, args)));
        if (stored.fields().isEmpty()) {
            return Optional.empty();
        }
        Reply score = Reply.of(redis.send(Command.ZSCORE, bytes(RqKeys.SCHEDULES), bytes(name)));
        return Optional.of(new Stored(name, score.isNull() ? "" : score.text(), stored.fields(), Optional.empty()));
    }

    /**
     * Some schedules in the order of their names.
     *
     * @param ended whether nothing comes behind them
     * @param bytes how much was read of them
     */
    public record Listed(List<Stored> schedules, boolean ended, long bytes) {}

    /** Up to {@code length} schedules whose names come after one; fewer where they are large. */
    public Listed list(String after, int length) {
        return list(after, length, BYTES_A_LIST);
    }

    /**
     * As {@link #list(String, int)}.
     *
     * @param bytes 1 or more: once so many were read, the list ends; it is at most a schedule longer
     */
    public Listed list(String after, int length, long bytes) {
        List<byte[]> args = new ArrayList<>(4 + Field.NAMES.size());
        args.add(bytes(after));
        args.add(bytes(Integer.toString(length)));
        args.add(bytes(Long.toString(Math.min(bytes, BYTES_A_LIST))));
        // One more than is read tells that it is too long.
        args.add(bytes(Integer.toString(ScheduleJson.LONGEST + 1)));
        args.addAll(Field.NAMES);
        Reply answer = Reply.of(redis.run(LIST, RqKeys.SCHEDULE_KEYS, args));
        Reply reply = answer.at(2);
        List<Stored> page = new ArrayList<>(reply.size() / 5);
        for (int i = 0; i < reply.size(); i += 5) {
            Stored stored = stored(reply.at(i).text(), reply.at(i + 1).text(), reply.at(i + 2));
            byte[] newest = reply.at(i + 3).bytes();
            page.add(
                    newest.length == 0
                            ? stored
                            : new Stored(
                                    stored.name(),
                                    stored.score(),
                                    stored.fields(),
                                    Optional.of(new Line(newest, reply.at(i + 4).text(), ""))));
        }
        return new Listed(page, answer.at(0).number() == 1, answer.at(1).number());
    }

    private static Stored stored(String name, String score, Reply reply) {
        Map<Field, byte[]> fields = new EnumMap<>(Field.class);
        for (int i = 0; i < reply.size(); i++) {
            byte @Nullable [] value = reply.at(i).bytesOrNull();
            if (value != null) {
                fields.put(Field.values()[i], value);
            }
        }
        return new Stored(name, score, fields, Optional.empty());
    }

    /** How many schedules there are. */
    public long count() {
        return Reply.of(redis.send(Command.ZCARD, bytes(RqKeys.SCHEDULE_NAMES))).number();
    }

    /**
     * Puts a definition in the place of the one that was read; false if it, or the next due time, is another by now, and
     * then nothing was done: a run that was queued meanwhile would come a second time.
     *
     * @param read empty if there was none
     */
    public boolean put(String name, Optional<Stored> read, String definition, Instant due, Instant moment, String who) {
        return Reply.of(redis.run(
                                PUT,
                                RqKeys.SCHEDULE_KEYS,
                                List.of(
                                        bytes(name),
                                        read.map(Stored::definition).orElse(new byte[0]),
                                        bytes(definition),
                                        bytes(clock.argument()),
                                        bytes(Scores.micros(due)),
                                        bytes(Scores.text(moment)),
                                        bytes(who),
                                        bytes(RqKeys.WAKE_UP),
                                        bytes(read.map(stored -> stored.text(Field.DUE))
                                                .orElse("")))))
                        .number()
                == 1;
    }

    /** What came of steering. */
    public enum Steered {
        DONE,
        /** It was so already. */
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
     * @param definition as it was read
     * @param due the first due time from now on
     */
    public Steered resume(String name, byte[] definition, Optional<Instant> due, Optional<Instant> moment, String who) {
        return steer(
                name,
                who,
                "RESUME",
                definition,
                bytes(due.map(Scores::micros).orElse("")),
                bytes(moment.map(Scores::text).orElse("")));
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

    /** Queues a run that somebody asks for. */
    public Steered runNow(String name, byte[] definition, JobRun run, Instant asked, String who) {
        List<byte[]> args = new ArrayList<>(List.of(
                bytes(name),
                definition,
                bytes(clock.argument()),
                bytes(Integer.toString(RunStore.HISTORY_LENGTH)),
                bytes(Long.toString(RunStore.HISTORY_TTL.toSeconds())),
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

    /**
     * A line of a history.
     *
     * @param jobStatus of its job; empty text if that cannot be read any more
     */
    public record Line(byte[] json, String jobStatus, String endedAt) {}

    /** The newest {@code length} lines, newest first. */
    public List<Line> history(String name, int length) {
        Reply reply = Reply.of(redis.run(
                HISTORY, List.of(bytes(RqKeys.history(name))), List.of(bytes(name), bytes(Integer.toString(length)))));
        return lines(reply);
    }

    /** The newest {@code length} lines of each of some schedules, newest first, in the order of the names. */
    public List<List<Line>> histories(List<String> names, int length) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<byte[]> args = new ArrayList<>(1 + names.size());
        args.add(bytes(Integer.toString(length)));
        names.forEach(name -> args.add(bytes(name)));
        Reply reply = Reply.of(redis.run(HISTORIES, List.of(), args));
        List<List<Line>> histories = new ArrayList<>(reply.size());
        for (int i = 0; i < reply.size(); i++) {
            histories.add(lines(reply.at(i)));
        }
        return histories;
    }

    private static List<Line> lines(Reply reply) {
        List<Line> lines = new ArrayList<>(reply.size() / 3);
        for (int i = 0; i < reply.size(); i += 3) {
            lines.add(new Line(
                    reply.at(i).bytes(), reply.at(i + 1).text(), reply.at(i + 2).text()));
        }
        return lines;
    }
}
