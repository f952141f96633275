/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads RQ's own scheduled registries, {@code rq:scheduled:<queue>}, served by {@code rq worker --with-scheduler}.
 * Read-only.
 */
public final class RqScheduleInspection {

    private static final LuaScript LOOK = LuaScript.of("survey_rq.lua");
    private static final int QUEUES_A_CALL = 100;

    private final RedisConnection redis;

    public RqScheduleInspection(RedisConnection redis) {
        this.redis = redis;
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
     * @param now the time by Redis's clock
     */
    public List<RqSchedule> schedules(List<String> queues, Instant now) {
        List<RqSchedule> schedules = new ArrayList<>(queues.size());
        for (int from = 0; from < queues.size(); from += QUEUES_A_CALL) {
            List<String> some = queues.subList(from, Math.min(queues.size(), from + QUEUES_A_CALL));
            List<byte[]> args = new ArrayList<>();
            args.add(bytes(Scores.text(now)));
            some.forEach(queue -> args.add(bytes(queue)));
            Reply reply = Reply.of(redis.run(LOOK, List.of(), args));
            for (int i = 0; i < some.size(); i++) {
                schedules.add(schedule(some.get(i), reply.at(i)));
            }
        }
        return schedules;
    }

    private static RqSchedule schedule(String queue, Reply reply) {
        String first = reply.at(3).text();
        return new RqSchedule(
                queue,
                reply.at(0).text(),
                reply.at(1).number(),
                reply.at(2).number(),
                first.isEmpty() ? Optional.empty() : Optional.of(Scores.instant(first)),
                reply.at(4).number() == 1);
    }
}
