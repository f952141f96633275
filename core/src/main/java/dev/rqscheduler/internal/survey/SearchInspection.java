/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.store.RqKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches the scheduled jobs, a bounded stretch at a time. Read-only. */
public final class SearchInspection {

    private static final LuaScript SEARCH = LuaScript.of("survey_search.lua");

    private final RedisConnection redis;

    public SearchInspection(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * A position among the scheduled jobs: after an id among those with its score, or before all with that score.
     *
     * @param score as Redis prints it
     * @param id as bytes, since an id need not be valid UTF-8; empty for before all
     */
    public record Position(String score, byte[] id) {}

    /**
     * The search criteria.
     *
     * @param highest the highest score, or {@code +inf}
     * @param id part of the id; empty for any
     * @param call part of the call; empty for any
     * @param queue empty for any
     * @param withoutHash whether to find only those without a hash
     */
    public record Wanted(String highest, String id, String call, String queue, boolean withoutHash) {}

    /**
     * A matching scheduled job.
     *
     * @param data only if the description does not contain the function; null if longer than 64 KiB
     */
    public record Row(
            byte[] id,
            String score,
            String origin,
            String status,
            String description,
            byte @Nullable [] meta,
            byte @Nullable [] data,
            boolean hasHash) {}

    /**
     * A searched stretch of scheduled jobs.
     *
     * @param looked how many ids were examined
     * @param ended whether it was the last
     * @param last the last position examined; meaningless if there was none
     * @param bytes how much was read
     */
    public record Stretch(long looked, boolean ended, Position last, List<Row> rows, long bytes) {}

    /**
     * @param ids maximum number of ids to examine: 500 with their hashes took Redis 1 ms on a busy machine
     * @param most maximum number of jobs to find
     * @param bytes 1 or more: the stretch ends once this much was read; it is at most a job longer
     */
    public Stretch look(Position from, Wanted wanted, int ids, int most, long bytes) {
        Reply reply = Reply.of(redis.run(
                SEARCH,
                RqKeys.SCHEDULE,
                List.of(
                        bytes(from.score()),
                        from.id(),
                        bytes(wanted.highest()),
                        bytes(Integer.toString(ids)),
                        bytes(Integer.toString(most)),
                        bytes(wanted.id()),
                        bytes(wanted.call()),
                        bytes(wanted.queue()),
                        bytes(wanted.withoutHash() ? "1" : "0"),
                        bytes(Long.toString(bytes)))));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < reply.at(4).size(); i++) {
            Reply row = reply.at(4).at(i);
            rows.add(new Row(
                    row.at(0).bytes(),
                    row.at(1).text(),
                    textOrEmpty(row.at(2)),
                    textOrEmpty(row.at(3)),
                    textOrEmpty(row.at(4)),
                    row.at(5).bytesOrNull(),
                    row.at(6).bytesOrNull(),
                    row.at(7).number() == 1));
        }
        return new Stretch(
                reply.at(0).number(),
                reply.at(1).number() == 1,
                new Position(reply.at(2).text(), reply.at(3).bytes()),
                rows,
                reply.at(5).number());
    }

    private static String textOrEmpty(Reply reply) {
        return reply.isNull() ? "" : reply.text();
    }
}
