/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.move.CronChange;
import dev.rqscheduler.internal.run.DueSchedule;
import dev.rqscheduler.internal.run.ZoneChange;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.time.RecordedRules;
import dev.rqscheduler.internal.wire.Compressor;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Zlib;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of time zones by which stored due times were computed, and what computes those again needs. */
public final class ZoneRulesStore {

    private static final LuaScript RECORD = LuaScript.of("clock.lua", "zone_rules_record.lua");
    private static final LuaScript PAGE = LuaScript.of("clock.lua", "places.lua", "zone_rules_page.lua");
    private static final LuaScript MOVE = LuaScript.of("clock.lua", "zone_rules_move.lua");

    private static final int LONGEST_META = 1 << 16;

    private final RedisConnection redis;
    private final ScriptClock clock;

    public ZoneRulesStore(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** The time by Redis's clock. */
    public Instant now() {
        return clock.now(redis);
    }

    /**
     * Which rules there are, by name.
     *
     * @param version of the tzdata by which stored due times were computed; empty text if that is not known
     * @param by who computed them, for people; empty text if nobody has said
     * @param isChanging whether they are being computed again
     * @param nextVersion of the tzdata by which they are then; empty text if that is not known
     */
    public record Head(String version, String by, boolean isChanging, String nextVersion, String nextBy) {}

    public Head head() {
        Reply reply = fields("version", "by", "next_version", "next_by");
        // A version that is not known is an empty text.
        boolean isChanging = !reply.at(2).isNull();
        return new Head(text(reply.at(0)), text(reply.at(1)), isChanging, text(reply.at(2)), text(reply.at(3)));
    }

    /** The rules by which stored due times were computed; empty if they are not there or cannot be read. */
    public Optional<RecordedRules> rules() {
        return rules("rules");
    }

    /** The rules by which they are being computed again. */
    public Optional<RecordedRules> nextRules() {
        return rules("next_rules");
    }

    private Optional<RecordedRules> rules(String field) {
        Reply reply = fields(field).at(0);
        try {
            return reply.isNull()
                    ? Optional.empty()
                    : Optional.of(RecordedRules.parse(
                            new String(Zlib.inflateOrSame(reply.bytes()), StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Reply fields(String... names) {
        byte[][] args = new byte[1 + names.length][];
        args[0] = bytes(RqKeys.ZONE_RULES);
        for (int i = 0; i < names.length; i++) {
            args[i + 1] = bytes(names[i]);
        }
        return Reply.of(redis.send("HMGET", args));
    }

    private static String text(Reply reply) {
        return reply.isNull() ? "" : reply.text();
    }

    /**
     * Says by which rules due times are computed again from now on. Until {@link #end} some are by these, some by those before.
     *
     * @param by who does so, for people
     * @throws LeaseLostException if the lock holds something else than the token
     */
    public void begin(String token, String version, RecordedRules rules, String by) {
        record(token, "begin", version, rules, by);
    }

    /** All due times are by these rules now. */
    public void end(String token, String version, RecordedRules rules, String by) {
        record(token, "end", version, rules, by);
    }

    private void record(String token, String what, String version, RecordedRules rules, String by) {
        try (Compressor compressor = new Compressor()) {
            List<byte[]> args = List.of(
                    bytes(token),
                    bytes(clock.argument()),
                    bytes(what),
                    bytes(version),
                    compressor.compress(rules.text().getBytes(StandardCharsets.US_ASCII)),
                    bytes(by));
            DueStore.unfenced(Reply.of(redis.run(RECORD, RqKeys.ZONE_RULES_RECORD, args)));
        }
    }

    /** A place in a sorted set: behind a member of a score. */
    public record Place(String score, byte[] id) {
        public static final Place START = new Place("-inf", new byte[0]);

        /** In front of all that are due from then on. */
        public static Place from(Instant due) {
            return new Place(Scores.text(due), new byte[0]);
        }
    }

    /**
     * A stretch of those that may depend on a time zone.
     *
     * @param looked how many were looked at
     * @param next where the next stretch begins; empty if that was the end
     * @param busy how long the script kept Redis busy by its own measure, zero if it could not measure
     */
    public record Page<T>(Instant now, int looked, List<T> items, Optional<Place> next, Duration busy) {}

    /** A scheduled job with the word {@code cron_string} in its meta. */
    public record CronJob(byte[] id, String score, byte[] meta) {
        /** For people, and as jitter is made from it. */
        public String name() {
            return new String(id, StandardCharsets.UTF_8);
        }
    }

    public Page<CronJob> jobs(String token, Place from, int length) {
        Reply reply = page(RqKeys.ZONE_RULES_JOBS, token, "job", from, length, LONGEST_META);
        Reply found = reply.at(6);
        List<CronJob> jobs = new ArrayList<>(found.size() / 3);
        for (int i = 0; i < found.size(); i += 3) {
            jobs.add(new CronJob(
                    found.at(i).bytes(),
                    found.at(i + 1).text(),
                    found.at(i + 2).at(0).bytes()));
        }
        return page(reply, jobs);
    }

    public Page<DueSchedule> schedules(String token, Place from, int length) {
        Reply reply = page(RqKeys.ZONE_RULES_SCHEDULES, token, "schedule", from, length, ScheduleJson.LONGEST);
        Reply found = reply.at(6);
        List<DueSchedule> schedules = new ArrayList<>(found.size() / 3);
        for (int i = 0; i < found.size(); i += 3) {
            Reply fields = found.at(i + 2);
            DueSchedule.State state =
                    new DueSchedule.State(field(fields, 1), "", "", field(fields, 3), field(fields, 2));
            schedules.add(new DueSchedule(
                    found.at(i).text(), found.at(i + 1).text(), fields.at(0).bytes(), state, false));
        }
        return page(reply, schedules);
    }

    private Reply page(List<byte[]> keys, String token, String kind, Place from, int length, int longest) {
        List<byte[]> args = List.of(
                bytes(token),
                bytes(clock.argument()),
                bytes(kind),
                bytes(from.score()),
                from.id(),
                bytes(Integer.toString(length)),
                bytes(Integer.toString(longest)));
        return DueStore.unfenced(Reply.of(redis.run(PAGE, keys, args)));
    }

    private static <T> Page<T> page(Reply reply, List<T> items) {
        return new Page<>(
                Scores.ofMicros(reply.at(1).text()),
                Math.toIntExact(reply.at(2).number()),
                items,
                reply.at(3).number() == 1
                        ? Optional.empty()
                        : Optional.of(new Place(reply.at(4).text(), reply.at(5).bytes())),
                Duration.of(reply.at(7).number(), ChronoUnit.MICROS));
    }

    /** Nil comes as the end of the list where it is the last. */
    private static String field(Reply fields, int index) {
        return index >= fields.size() ? "" : text(fields.at(index));
    }

    /** New scores on their way to Redis. */
    public static final class Moves {
        private final List<byte[]> args = new ArrayList<>();

        public void add(CronJob job, CronChange change) {
            args.add(bytes("job"));
            args.add(job.id());
            args.add(bytes(job.score()));
            args.add(job.meta());
            args.add(bytes(Scores.text(change.next())));
            args.add(flag(change.ambiguous()));
        }

        public void add(ZoneChange change) {
            DueSchedule read = change.read();
            args.add(bytes("schedule"));
            args.add(bytes(read.name()));
            args.add(bytes(read.score()));
            args.add(read.definition());
            args.add(bytes(read.state().due()));
            args.add(bytes(read.state().held()));
            args.add(bytes(read.state().skip()));
            args.add(bytes(change.score()));
            args.add(bytes(change.due().map(Scores::micros).orElse("")));
            args.add(bytes(change.held()));
            args.add(bytes(change.skip()));
            args.add(flag(change.ambiguous()));
        }

        private static byte[] flag(boolean set) {
            return bytes(set ? "1" : "0");
        }
    }

    /**
     * What came of new scores.
     *
     * @param done for each in its order; false if somebody has changed it since it was read
     * @param busy how long the script kept Redis busy by its own measure, zero if it could not measure
     */
    public record Moved(List<Boolean> done, Duration busy) {}

    /**
     * Gives them their new scores.
     *
     * @throws LeaseLostException if the lock holds something else than the token; nothing was done
     */
    public Moved move(String token, Moves moves) {
        List<byte[]> args = new ArrayList<>(1 + moves.args.size());
        args.add(bytes(token));
        args.addAll(moves.args);
        Reply reply = DueStore.unfenced(Reply.of(redis.run(MOVE, RqKeys.ZONE_RULES_MOVE, args)));
        Reply done = reply.at(1);
        List<Boolean> results = new ArrayList<>(done.size());
        for (int i = 0; i < done.size(); i++) {
            results.add(done.at(i).number() == 1);
        }
        return new Moved(results, Duration.of(reply.at(2).number(), ChronoUnit.MICROS));
    }
}
