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

/** Looks through the schedule for jobs of a kind, a bounded stretch at a time. Reads only. */
public final class SearchSurvey {

    private static final LuaScript SEARCH = LuaScript.of("places.lua", "survey_search.lua");

    private final RedisConnection redis;

    public SearchSurvey(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * A place in the schedule: behind an id among those of its score, or before all of that score.
     *
     * @param score as Redis prints it
     * @param id as bytes, since an id need not be text; empty for before all
     */
    public record Position(String score, byte[] id) {}

    /**
     * What to look for.
     *
     * @param highest the highest score, or {@code +inf}
     * @param id part of the id; empty text for any
     * @param call part of the call; empty text for any
     * @param queue empty text for any
     * @param withoutHash whether only those without a hash are wanted
     */
    public record Wanted(String highest, String id, String call, String queue, boolean withoutHash) {}

    /**
     * A scheduled job that was found.
     *
     * @param data only where the description does not tell the function; null if it is longer than 64 KiB
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
     * A stretch of the schedule.
     *
     * @param looked how many ids were looked at
     * @param ended whether nothing comes behind it
     * @param last the last place that was looked at; says nothing where none was
     * @param bytes how much was read of the jobs
     */
    public record Stretch(long looked, boolean ended, Position last, List<Row> rows, long bytes) {}

    /**
     * @param ids most ids to look at: 500 with their hashes took Redis 1 ms on a busy machine
     * @param most most jobs to find
     * @param bytes 1 or more: once so many were read, the stretch ends; it is at most a job longer
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
