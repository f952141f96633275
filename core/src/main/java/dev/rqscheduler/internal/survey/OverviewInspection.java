/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.store.BacklogStore;
import dev.rqscheduler.internal.store.QuarantineStore;
import dev.rqscheduler.internal.store.RqKeys;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.survey.PresenceInspection.Instance;
import dev.rqscheduler.internal.survey.PresenceInspection.Lock;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Strings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the current state and the next runs, in one round trip that costs the same with ten jobs or a million.
 * Read-only.
 */
public final class OverviewInspection {

    private static final LuaScript LOOK = LuaScript.of("survey_overview.lua");
    private static final LuaScript STATES = LuaScript.of("survey_states.lua");

    /** This many schedules took Redis 1 ms on a busy machine. */
    private static final int SCHEDULES_A_CALL = 500;

    private final RedisConnection redis;
    private final ScriptClock clock;

    public OverviewInspection(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** A registered scheduler and its last heartbeat; empty if unknown. */
    public record Seen(Instance instance, Optional<Instant> heartbeat) {}

    /**
     * A named schedule that runs within the minutes.
     *
     * @param moment when it runs
     * @param due that run's due time, without jitter
     * @param definition empty if it is too long, or gone
     */
    public record ComingSchedule(String name, Instant moment, Optional<Instant> due, byte[] definition) {}

    /**
     * @param now the time by Redis's clock
     * @param type type of the scheduled jobs' key, {@code none} if nothing is scheduled
     * @param due how many jobs are due but not moved
     * @param earliest due time of all, in the past if anything is overdue
     * @param next the earliest due time to come
     * @param jobsPerMinute jobs in each requested minute, the first from now on
     * @param schedulesPerMinute how many named schedules run next in which of these
     */
    public record Look(
            Instant now,
            String type,
            long jobs,
            long due,
            Optional<Instant> earliest,
            Optional<Instant> next,
            Lock lock,
            List<Seen> schedulers,
            long schedules,
            long quarantined,
            List<QuarantinedJob> newestQuarantined,
            long[] jobsPerMinute,
            long[] schedulesPerMinute,
            List<Overview.Run> comingJobs,
            List<ComingSchedule> comingSchedules) {}

    /**
     * @param jobs how many of the next jobs to read, with their calls
     * @param schedules how many named schedules that run within the minutes, with their definitions
     * @param quarantined how many of the newest jobs in quarantine
     * @param minutes counted from the current one
     * @param schedulers names to read in addition to the registered ones
     */
    public Look look(int jobs, int schedules, int quarantined, int minutes, Collection<String> schedulers) {
        List<byte[]> args = new ArrayList<>();
        args.add(bytes(clock.argument()));
        for (int amount : new int[] {jobs, schedules, quarantined, minutes}) {
            args.add(bytes(amount));
        }
        schedulers.forEach(name -> args.add(bytes(name)));
        Reply reply = Reply.of(redis.run(LOOK, RqKeys.OVERVIEW, args));
        Reply alive = reply.at(7);
        Reply newest = reply.at(9);
        Reply nextJobs = reply.at(12);
        Reply nextSchedules = reply.at(13);
        return new Look(
                Scores.ofMicros(reply.at(0).text()),
                reply.at(1).text(),
                reply.at(2).number(),
                reply.at(3).number(),
                Parts.score(reply.at(4)),
                Parts.score(reply.at(5)),
                Lock.of(reply.at(6)),
                Parts.rows(alive, 0, 4, i -> scheduler(alive, i)),
                reply.at(8).number(),
                newest.at(0).number(),
                Parts.rows(newest, 1, 3, i -> quarantined(newest, i)),
                numbers(reply.at(10)),
                numbers(reply.at(11)),
                Parts.rows(nextJobs, 0, 4, i -> job(nextJobs, i)),
                Parts.rows(nextSchedules, 0, 4, i -> schedule(nextSchedules, i)));
    }

    /** How many named schedules are in which state. */
    public BacklogStore.Stats.States states() {
        BacklogStore.Stats.States states = BacklogStore.Stats.States.NONE;
        String last = "";
        do {
            Reply page = Reply.of(redis.run(
                    STATES,
                    List.of(bytes(RqKeys.SCHEDULE_NAMES)),
                    List.of(bytes(last), bytes(Integer.toString(SCHEDULES_A_CALL)))));
            last = page.at(0).text();
            states = states.plus(BacklogStore.Stats.States.of(page.at(1)));
        } while (!last.isEmpty());
        return states;
    }

    private static Seen scheduler(Reply reply, int i) {
        Instance instance = new Instance(
                reply.at(i).text(), Parts.pairs(reply.at(i + 3), Reply::text), Parts.rest(reply.at(i + 2)));
        return new Seen(instance, Parts.score(reply.at(i + 1)));
    }

    private static QuarantinedJob quarantined(Reply reply, int i) {
        return QuarantineStore.quarantined(
                reply.at(i).text(),
                Scores.instant(reply.at(i + 1).text()),
                reply.at(i + 2).bytes());
    }

    private static Overview.Run job(Reply reply, int i) {
        return new Overview.Run(
                Scores.instant(reply.at(i + 1).text()),
                Optional.empty(),
                Optional.of(reply.at(i).text()),
                Strings.nonEmpty(reply.at(i + 2).text()),
                Strings.nonEmpty(reply.at(i + 3).text()));
    }

    private static ComingSchedule schedule(Reply reply, int i) {
        String due = reply.at(i + 2).text();
        return new ComingSchedule(
                reply.at(i).text(),
                Scores.instant(reply.at(i + 1).text()),
                due.matches("\\d{1,18}") ? Optional.of(Scores.ofMicros(due)) : Optional.empty(),
                reply.at(i + 3).bytes());
    }

    private static long[] numbers(Reply reply) {
        return IntStream.range(0, reply.size())
                .mapToLong(i -> reply.at(i).number())
                .toArray();
    }
}
