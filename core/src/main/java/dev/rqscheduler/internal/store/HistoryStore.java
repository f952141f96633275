/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import java.util.ArrayList;
import java.util.List;

/** Reads the outcomes of due times of named schedules. The steps that handle a due time write them. */
public final class HistoryStore {

    private static final LuaScript HISTORY = LuaScript.of("schedule_history.lua");
    private static final LuaScript HISTORIES = LuaScript.of("survey_histories.lua");

    private final RedisConnection redis;

    public HistoryStore(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * A history entry.
     *
     * @param jobStatus its job's status; empty if it can no longer be read
     */
    public record Line(byte[] json, String jobStatus) {}

    /** Returns the newest {@code length} entries, newest first. */
    public List<Line> of(String name, int length) {
        Reply reply =
                Reply.of(redis.run(HISTORY, List.of(bytes(RqKeys.history(name))), List.of(bytes(name), bytes(length))));
        return lines(reply);
    }

    /** Returns the newest {@code length} entries of each of some schedules, newest first, in the order of the names. */
    public List<List<Line>> of(List<String> names, int length) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<byte[]> args = new ArrayList<>(1 + names.size());
        args.add(bytes(length));
        names.forEach(name -> args.add(bytes(name)));
        Reply reply = Reply.of(redis.run(HISTORIES, List.of(), args));
        return reply.every(1, i -> lines(reply.at(i)));
    }

    private static List<Line> lines(Reply reply) {
        return reply.every(3, i -> new Line(reply.at(i).bytes(), reply.at(i + 1).text()));
    }
}
