/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.connection.ScriptPipeline;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.DueJob;
import dev.rqscheduler.internal.move.MoveRule;
import dev.rqscheduler.internal.wire.Scores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads due jobs and applies decisions about them: the two scripts of a pass. */
public final class DueStore {

    /**
     * Grace period before an id without a hash is dropped: a writer that adds the id first and the hash second (as RQ
     * itself does in its own registry) is done within milliseconds.
     */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final LuaScript MOVE_DUE = LuaScript.of("move_due.lua");
    private static final LuaScript APPLY = LuaScript.of("apply_decisions.lua");
    private static final LuaScript NEXT_DUE = LuaScript.of("next_due.lua");
    private static final LuaScript JOB = LuaScript.of("examine_job.lua");

    private final RedisConnection redis;
    private final byte[] clock;
    private final byte[] quarantineLimit;
    private final List<byte[]> keys;

    public DueStore(RedisConnection redis, ScriptClock clock) {
        this(redis, clock, QuarantineStore.DEFAULT_LIMIT);
    }

    /**
     * @param quarantineLimit maximum number of jobs in quarantine; at least 1
     */
    public DueStore(RedisConnection redis, ScriptClock clock, int quarantineLimit) {
        this(redis, clock, quarantineLimit, RqKeys.MOVE);
    }

    /**
     * @param keys of the sorted set that the jobs are due by, its lock, and the rest: {@link RqKeys#move}
     */
    DueStore(RedisConnection redis, ScriptClock clock, int quarantineLimit, List<byte[]> keys) {
        this.redis = redis;
        this.clock = bytes(clock.argument());
        this.quarantineLimit = bytes(quarantineLimit);
        this.keys = keys;
    }

    /**
     * Requests that the first {@code length} due jobs are moved, as far as rules cover them, and the rest returned.
     * Returns as soon as the call is sent.
     */
    public Look look(String token, int length, int passOver, Collection<MoveRule> rules) {
        List<byte[]> args = new ArrayList<>(5 + 6 * rules.size());
        args.add(bytes(token));
        args.add(clock);
        args.add(bytes(length));
        args.add(bytes(passOver));
        args.add(bytes(GRACE.toSeconds()));
        for (MoveRule rule : rules) {
            DecisionArguments.RuleArguments.add(args, rule);
        }
        ScriptPipeline call = redis.pipeline();
        try {
            call.send(MOVE_DUE, keys, args);
        } catch (RedisException failure) {
            call.close();
            throw failure;
        }
        return new Look(call);
    }

    /** A requested page. Must be closed if it is not read. */
    public static final class Look implements AutoCloseable {
        private final ScriptPipeline call;

        private Look(ScriptPipeline call) {
            this.call = call;
        }

        /** Waits for the page; once. */
        public DuePage page() {
            Reply reply;
            try (call) {
                reply = unfenced(Reply.of(call.next()));
            }
            return DuePage.of(reply);
        }

        @Override
        public void close() {
            call.close();
        }
    }

    /** Returns whether any job or schedule is due now. */
    public boolean anyDue() {
        Reply reply = Reply.of(redis.run(NEXT_DUE, keys, List.of(clock)));
        Instant now = Scores.ofMicros(reply.at(0).text());
        return nextDue(reply.at(1)).filter(due -> !due.isAfter(now)).isPresent()
                || nextDue(reply.at(2)).filter(due -> !due.isAfter(now)).isPresent();
    }

    /** Reads a scheduled job, due or not, as needed for a decision; empty if it is not scheduled or has no hash. */
    public Optional<Examined> examine(String id) {
        Reply reply = Reply.of(redis.run(JOB, keys, List.of(clock, bytes(id))));
        if (!reply.at(0).text().equals("OK")) {
            return Optional.empty();
        }
        return Optional.of(new Examined(Scores.ofMicros(reply.at(1).text()), dueJob(reply.at(2))));
    }

    /** A job and the time by Redis's clock at which it was read. */
    public record Examined(Instant now, DueJob job) {}

    /**
     * Applies decisions, each completely or not at all.
     *
     * @param token what the lock must hold; empty for manual moves, which need no lock
     */
    public Applied apply(String token, List<Decision> decisions, int passOver) {
        List<byte[]> args = new ArrayList<>(4 + decisions.size() * 12);
        args.add(bytes(token));
        args.add(clock);
        args.add(bytes(passOver));
        args.add(quarantineLimit);
        for (Decision decision : decisions) {
            DecisionArguments.add(args, decision);
        }
        return Applied.of(unfenced(Reply.of(redis.run(APPLY, keys, args))));
    }

    static Reply unfenced(Reply reply) {
        if (reply.at(0).text().equals("FENCED")) {
            throw new LeaseLostException(reply.at(1).text());
        }
        return reply;
    }

    static Optional<Instant> nextDue(Reply reply) {
        String score = reply.text();
        return score.isEmpty() ? Optional.empty() : Optional.of(Scores.instant(score));
    }

    public static DueJob dueJob(Reply reply) {
        List<byte @Nullable []> fields = new ArrayList<>(reply.size());
        for (int i = 4; i < reply.size(); i++) {
            fields.add(reply.at(i).bytesOrNull());
        }
        byte[] score = reply.at(1).bytes();
        Instant due = Scores.instant(new String(score, StandardCharsets.US_ASCII));
        return new DueJob(
                reply.at(0).bytes(),
                score,
                due,
                problem(reply.at(2)),
                unloadableId(reply.at(3)),
                DueJob.fields(fields));
    }

    /** Reads a problem in the form that {@code job_fields.lua} describes. */
    static Optional<DueJob.Problem> problem(Reply reply) {
        if (reply.size() == 0) {
            return Optional.empty();
        }
        DueJob.Problem.Code kind = DueJob.Problem.Code.valueOf(reply.at(0).text());
        return Optional.of(
                kind == DueJob.Problem.Code.REFUSED
                        ? new DueJob.Problem(kind, "", reply.at(1).text(), "")
                        : new DueJob.Problem(
                                kind,
                                reply.at(1).text(),
                                reply.at(2).text(),
                                kind == DueJob.Problem.Code.TYPE ? reply.at(3).text() : ""));
    }

    /** Reads what {@code job_ids.lua} reports about an id. */
    public static Optional<DueJob.UnloadableId> unloadableId(Reply reply) {
        return reply.size() > 0
                ? Optional.of(new DueJob.UnloadableId(
                        DueJob.UnloadableId.Kind.valueOf(reply.at(0).text()),
                        reply.at(1).text(),
                        reply.at(2).text(),
                        reply.at(3).text()))
                : Optional.empty();
    }
}
