/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.connection.ScriptPipeline;
import dev.rqscheduler.internal.run.DueSchedule;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads due named schedules and applies the decisions about them: the two scripts of a run. */
public final class RunStore {

    /** How many entries a history keeps. */
    public static final int HISTORY_LENGTH = 100;

    /** How long the history of a schedule is kept after its last entry. */
    public static final Duration HISTORY_TTL = Duration.ofDays(400);

    private static final LuaScript DUE = LuaScript.of("due_schedules.lua");
    private static final LuaScript RUN = LuaScript.of("run_schedules.lua");

    /** In the reply of due_schedules.lua. */
    private static final int WORDS_A_SCHEDULE = 5;

    private static final byte[] NOTHING = new byte[0];

    private final RedisConnection redis;
    private final byte[] clock;

    public RunStore(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = bytes(clock.argument());
    }

    /**
     * A page of due schedules.
     *
     * @param now the time by Redis's clock at which that was decided
     * @param nextDue of those not on this page
     */
    public record Page(Instant now, Optional<Instant> nextDue, List<Read> schedules, Duration busy) {}

    /**
     * One of them.
     *
     * @param problem why it could not be read; empty if it could
     */
    public record Read(DueSchedule schedule, String problem) {}

    /**
     * Opens a session about due schedules. Requests are executed, and replies read, in the order sent, so that the next
     * page can be decided while Redis applies the previous one.
     */
    public Talk talk(String token) {
        return new Talk(redis.pipeline(), token, clock);
    }

    /** See {@link #talk}. Not thread-safe. */
    public static final class Talk implements AutoCloseable {

        private final ScriptPipeline pipeline;
        private final String token;
        private final byte[] clock;

        private Talk(ScriptPipeline pipeline, String token, byte[] clock) {
            this.pipeline = pipeline;
            this.token = token;
            this.clock = clock;
        }

        /** Requests up to {@code length} due schedules, the earliest first. */
        public void ask(int passOver, int length) {
            pipeline.send(
                    DUE,
                    RqKeys.DUE_SCHEDULES,
                    List.of(bytes(token), clock, bytes(length), bytes(ScheduleJson.LONGEST), bytes(passOver)));
        }

        public Page page() {
            Reply reply = DueStore.unfenced(Reply.of(pipeline.next()));
            Reply page = reply.at(3);
            List<Read> schedules =
                    page.every(WORDS_A_SCHEDULE, i -> new Read(schedule(page, i), problem(page.at(i + 2))));
            return new Page(
                    Scores.ofMicros(reply.at(1).text()),
                    DueStore.nextDue(reply.at(2)),
                    schedules,
                    Duration.of(reply.at(4).number(), ChronoUnit.MICROS));
        }

        /** Requests that decisions are applied, each completely or not at all. */
        public void apply(List<RunStep> steps) {
            List<byte[]> args = new ArrayList<>(100 + 13 * steps.size());
            args.add(bytes(token));
            args.add(clock);
            args.add(bytes(HISTORY_LENGTH));
            args.add(bytes(HISTORY_TTL.toSeconds()));
            RunArguments arguments = new RunArguments();
            steps.forEach(arguments::add);
            arguments.appendTo(args);
            pipeline.send(RUN, RqKeys.RUN_SCHEDULES, args);
        }

        /** Returns the outcomes of applied decisions. */
        public Applied applied(int steps) {
            Reply reply = DueStore.unfenced(Reply.of(pipeline.next()));
            Reply outcomes = reply.at(3);
            List<Result> results = new ArrayList<>(Collections.nCopies(steps, AS_DECIDED));
            for (int i = 0; i < outcomes.size(); i += 3) {
                results.set(
                        Math.toIntExact(outcomes.at(i).number()) - 1,
                        new Result(
                                Kind.valueOf(outcomes.at(i + 1).text()),
                                outcomes.at(i + 2).text()));
            }
            return new Applied(
                    Scores.ofMicros(reply.at(1).text()),
                    DueStore.nextDue(reply.at(2)),
                    results,
                    Duration.of(reply.at(4).number(), ChronoUnit.MICROS));
        }

        /** Waits for outstanding replies. */
        @Override
        public void close() {
            pipeline.close();
        }
    }

    /** Why a schedule cannot be read, for a person; empty if it was. */
    private static String problem(Reply code) {
        if (code.size() == 0) {
            return "";
        }
        String kind = code.at(0).text();
        return switch (kind) {
            case "NONE" -> code.at(1).text() + " has no field definition";
            case "LENGTH" ->
                "its definition has " + code.at(1).text() + " bytes; at most "
                        + code.at(2).text() + " are read";
            case "REFUSED" -> code.at(1).text();
            default -> throw new IllegalStateException("due_schedules.lua replied with the problem " + kind);
        };
    }

    private static DueSchedule schedule(Reply page, int from) {
        Reply fields = page.at(from + 4);
        return new DueSchedule(
                page.at(from).text(),
                page.at(from + 1).text(),
                fields.size() == 0 ? NOTHING : fields.at(0).bytes(),
                new DueSchedule.State(
                        field(fields, 1), field(fields, 2), field(fields, 3), field(fields, 4), field(fields, 5)),
                page.at(from + 3).text().equals("1"));
    }

    /** Returns an empty string for an absent field. */
    private static String field(Reply fields, int index) {
        return index >= fields.size() || fields.at(index).isNull()
                ? ""
                : fields.at(index).text();
    }

    public enum Kind {
        /** All was done as decided. */
        DONE,
        /** As decided, but a job with that id already existed and was not queued again. */
        ALREADY,
        /** Another client changed the schedule meanwhile; nothing was done. */
        CHANGED,
        /** Redis refused; it is retried in a second. */
        STUCK
    }

    /**
     * The outcome of a step.
     *
     * @param detail the refusal
     */
    public record Result(Kind kind, String detail) {}

    private static final Result AS_DECIDED = new Result(Kind.DONE, "");

    /**
     * The outcomes of steps, in their order.
     *
     * @param nextDue of all schedules
     */
    public record Applied(Instant now, Optional<Instant> nextDue, List<Result> results, Duration busy) {}
}
