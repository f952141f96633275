/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * How much to read.
     *
     * @param jobs next jobs, with their calls
     * @param schedules named schedules that run within the minutes, with their definitions
     * @param quarantined newest jobs in quarantine
     * @param minutes counted from the current one
     * @param schedulers names to read in addition to the registered ones
     */
    public record Amounts(int jobs, int schedules, int quarantined, int minutes, Collection<String> schedulers) {}

    /** A registered scheduler and its last heartbeat; empty if unknown. */
    public record Seen(Instance instance, Optional<Instant> heartbeat) {}

    /** An upcoming job. */
    public record ComingJob(String id, Instant due, String queue, String description) {}

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
            List<Long> jobsPerMinute,
            List<Long> schedulesPerMinute,
            List<ComingJob> comingJobs,
            List<ComingSchedule> comingSchedules) {}

    public Look look(Amounts amounts) {
        List<byte[]> args = new ArrayList<>();
        args.add(bytes(clock.argument()));
        for (int amount : new int[] {amounts.jobs(), amounts.schedules(), amounts.quarantined(), amounts.minutes()}) {
            args.add(bytes(Integer.toString(amount)));
        }
        amounts.schedulers().forEach(name -> args.add(bytes(name)));
        Reply reply = Reply.of(redis.run(LOOK, RqKeys.OVERVIEW, args));
        Reply lock = reply.at(6);
        return new Look(
                Scores.ofMicros(reply.at(0).text()),
                reply.at(1).text(),
                reply.at(2).number(),
                reply.at(3).number(),
                score(reply.at(4)),
                score(reply.at(5)),
                new Lock(lock.at(0).text(), lock.at(1).text(), rest(lock.at(2).number())),
                schedulers(reply.at(7)),
                reply.at(8).number(),
                reply.at(9).at(0).number(),
                quarantined(reply.at(9)),
                numbers(reply.at(10)),
                numbers(reply.at(11)),
                jobs(reply.at(12)),
                schedules(reply.at(13)));
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

    private static List<Seen> schedulers(Reply reply) {
        List<Seen> schedulers = new ArrayList<>();
        for (int i = 0; i < reply.size(); i += 4) {
            Map<String, String> fields = new HashMap<>();
            Reply pairs = reply.at(i + 3);
            for (int j = 0; j + 1 < pairs.size(); j += 2) {
                fields.put(pairs.at(j).text(), pairs.at(j + 1).text());
            }
            schedulers.add(new Seen(
                    new Instance(
                            reply.at(i).text(), fields, rest(reply.at(i + 2).number())),
                    score(reply.at(i + 1))));
        }
        return schedulers;
    }

    private static List<QuarantinedJob> quarantined(Reply reply) {
        List<QuarantinedJob> quarantined = new ArrayList<>();
        for (int i = 1; i < reply.size(); i += 3) {
            quarantined.add(QuarantineStore.quarantined(
                    reply.at(i).text(),
                    Scores.instant(reply.at(i + 1).text()),
                    reply.at(i + 2).bytes()));
        }
        return quarantined;
    }

    private static List<ComingJob> jobs(Reply reply) {
        List<ComingJob> jobs = new ArrayList<>();
        for (int i = 0; i < reply.size(); i += 4) {
            jobs.add(new ComingJob(
                    reply.at(i).text(),
                    Scores.instant(reply.at(i + 1).text()),
                    reply.at(i + 2).text(),
                    reply.at(i + 3).text()));
        }
        return jobs;
    }

    private static List<ComingSchedule> schedules(Reply reply) {
        List<ComingSchedule> schedules = new ArrayList<>();
        for (int i = 0; i < reply.size(); i += 4) {
            String due = reply.at(i + 2).text();
            schedules.add(new ComingSchedule(
                    reply.at(i).text(),
                    Scores.instant(reply.at(i + 1).text()),
                    due.matches("\\d{1,18}") ? Optional.of(Scores.ofMicros(due)) : Optional.empty(),
                    reply.at(i + 3).bytes()));
        }
        return schedules;
    }

    private static List<Long> numbers(Reply reply) {
        List<Long> numbers = new ArrayList<>(reply.size());
        for (int i = 0; i < reply.size(); i++) {
            numbers.add(reply.at(i).number());
        }
        return numbers;
    }

    private static Optional<Instant> score(Reply reply) {
        String text = reply.text();
        return text.isEmpty() ? Optional.empty() : Optional.of(Scores.instant(text));
    }

    private static Optional<Duration> rest(long millis) {
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }
}
