/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.RetryResult;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.JobField;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Strings;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs that could not be moved as they are, with the reason: inspectable, and reversible. */
public final class QuarantineStore {

    /**
     * The default limit: about 30 MB of Redis, and more than anyone reviews one by one.
     */
    public static final int DEFAULT_LIMIT = 100_000;

    private static final LuaScript LIST = LuaScript.of("list_quarantined.lua");
    private static final LuaScript RETRY = LuaScript.of("retry_quarantined.lua");
    private static final LuaScript DROP = LuaScript.of("drop_quarantined.lua");

    private final RedisConnection redis;

    public QuarantineStore(RedisConnection redis) {
        this.redis = redis;
    }

    public long count() {
        long count = Reply.of(redis.send("ZCARD", bytes(RqKeys.QUARANTINE))).number();
        if (count == 0) {
            RqKeys.refuseCluster(redis);
        }
        return count;
    }

    /** One page, latest first. */
    public List<QuarantinedJob> list(long offset, int length) {
        if (length <= 0) {
            return List.of();
        }
        Reply reply = Reply.of(redis.run(LIST, RqKeys.QUARANTINED, List.of(bytes(offset), bytes(length))));
        return reply.every(
                3,
                i -> quarantined(
                        reply.at(i).text(),
                        Scores.instant(reply.at(i + 1).text()),
                        reply.at(i + 2).bytes()));
    }

    public Optional<QuarantinedJob> find(String id) {
        Reply since = Reply.of(redis.send("ZSCORE", bytes(RqKeys.QUARANTINE), bytes(id)));
        if (since.isNull()) {
            RqKeys.refuseCluster(redis);
            return Optional.empty();
        }
        Reply entry = entry(id);
        byte[] json = entry.isNull() ? new byte[0] : entry.bytes();
        return Optional.of(quarantined(id, Scores.instant(since.text()), json));
    }

    /** Puts a job back into the schedule with its old due time. */
    public RetryResult retry(String id) {
        Reply entry = entry(id);
        if (entry.isNull()) {
            RqKeys.refuseCluster(redis);
            return RetryResult.GONE;
        }
        String due = Entry.parse(entry.bytes()).due();
        Reply reply = Reply.of(redis.run(
                RETRY,
                RqKeys.SCHEDULE_AND_QUARANTINE,
                List.of(bytes(id), entry.bytes(), bytes(due), bytes(RqKeys.WAKE_UP))));
        return RetryResult.valueOf(reply.text());
    }

    /** Removes a job, with its hash if requested; returns false if it was not in quarantine. */
    public boolean drop(String id, boolean deleteHash) {
        List<byte[]> args = List.of(bytes(id), bytes(deleteHash ? "1" : "0"));
        return Reply.of(redis.run(DROP, RqKeys.QUARANTINED, args)).number() == 1;
    }

    private Reply entry(String id) {
        return Reply.of(redis.send("HGET", bytes(RqKeys.QUARANTINE_REASONS), bytes(id)));
    }

    public static QuarantinedJob quarantined(String id, Instant since, byte[] json) {
        Entry entry = Entry.parse(json);
        return new QuarantinedJob(
                id, since, Scores.instant(entry.due()), Strings.nonEmpty(entry.queue()), entry.reason());
    }

    /**
     * The stored details of a quarantined job: {@code {"reason": ..., "due": score, "queue": ...}}.
     *
     * @param reason in plain words, at most 1,000 characters
     * @param due its score as a scheduled job
     * @param queue the queue it was meant for, if known
     */
    record Entry(String reason, String due, String queue) {

        private static final int MAX_REASON = 1_000;

        static Entry of(Decision.Quarantine quarantine) {
            String reason = quarantine.reason();
            return new Entry(
                    reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "..." : reason,
                    new String(quarantine.job().rawScore(), StandardCharsets.US_ASCII),
                    quarantine.job().text(JobField.ORIGIN));
        }

        byte[] json() {
            Map<String, PyValue> entry = new LinkedHashMap<>();
            entry.put("reason", new PyValue.Str(reason));
            entry.put("due", new PyValue.Str(due));
            entry.put("queue", new PyValue.Str(queue));
            return JsonWriter.write("quarantine entry", PyValue.Dict.of(entry));
        }

        /** Reads an entry; one written by another client, in any form, is shown rather than rejected. */
        static Entry parse(byte[] json) {
            try {
                if (JsonReader.read(json) instanceof PyValue.Dict entry) {
                    String due = text(entry, "due", "0");
                    Scores.instant(due);
                    return new Entry(text(entry, "reason", ""), due, text(entry, "queue", ""));
                }
            } catch (WireFormatException | NumberFormatException e) {
                // Reported below like every other foreign form.
            }
            return new Entry("unreadable entry: " + new String(json, StandardCharsets.UTF_8), "0", "");
        }

        private static String text(PyValue.Dict entry, String name, String otherwise) {
            return entry.get(name)
                    .map(value -> value instanceof PyValue.Str text ? text.value() : otherwise)
                    .orElse(otherwise);
        }
    }
}
