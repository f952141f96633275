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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores the time-zone rules with which stored due times were computed, and supports recomputing them. */
public final class ZoneRulesStore {

    private static final LuaScript RECORD = LuaScript.of("zone_rules_record.lua");
    private static final LuaScript PAGE = LuaScript.of("zone_rules_page.lua");
    private static final LuaScript MOVE = LuaScript.of("zone_rules_move.lua");

    private static final int LONGEST_META = 1 << 16;

    private final RedisConnection redis;
    private final ScriptClock clock;

    public ZoneRulesStore(RedisConnection redis, ScriptClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    public Instant now() {
        return clock.now(redis);
    }

    /**
     * The versions of the stored rules.
     *
     * @param version version of the tzdata with which stored due times were computed; empty if unknown
     * @param by who computed them, for display; empty if unknown
     * @param isChanging whether they are being recomputed
     * @param nextVersion version of the tzdata used for recomputing; empty if unknown
     */
    public record Head(String version, String by, boolean isChanging, String nextVersion, String nextBy) {}

    public Head head() {
        Reply reply = fields("version", "by", "next_version", "next_by");
        // An unknown version is an empty string.
        boolean isChanging = !reply.at(2).isNull();
        return new Head(text(reply.at(0)), text(reply.at(1)), isChanging, text(reply.at(2)), text(reply.at(3)));
    }

    /** Returns the rules with which stored due times were computed; empty if absent or unreadable. */
    public Optional<RecordedRules> rules() {
        return rules("rules");
    }

    /** Returns the rules with which they are being recomputed. */
    public Optional<RecordedRules> nextRules() {
        return rules("next_rules");
    }

    private Optional<RecordedRules> rules(String field) {
        Reply reply = fields(field).at(0);
        try {
            return reply.isNull()
                    ? Optional.empty()
                    : Optional.of(RecordedRules.parse(
                            new String(Compressor.inflateOrSame(reply.bytes()), StandardCharsets.US_ASCII)));
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
     * Records the rules with which due times are being recomputed. Until {@link #end} some follow these, some the
     * previous ones.
     */
    public void begin(String token, String version, Packed rules, String by) {
        record(token, "begin", version, rules, by);
    }

    /** Records that all due times follow these rules now. */
    public void end(String token, String version, Packed rules, String by) {
        record(token, "end", version, rules, by);
    }

    /** Rules in the form in which they are stored. */
    public static final class Packed {
        private final byte[] bytes;

        public Packed(RecordedRules rules) {
            try (Compressor compressor = new Compressor()) {
                bytes = compressor.compress(rules.text().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void record(String token, String what, String version, Packed rules, String by) {
        List<byte[]> args =
                List.of(bytes(token), bytes(clock.argument()), bytes(what), bytes(version), rules.bytes, bytes(by));
        DueStore.unfenced(Reply.of(redis.run(RECORD, RqKeys.ZONE_RULES_RECORD, args)));
    }

    /** A position in a sorted set: just after a member with a score. */
    public record Place(String score, byte[] id) {
        public static final Place START = new Place("-inf", new byte[0]);

        /** Returns the position before everything due from then on. */
        public static Place from(Instant due) {
            return new Place(Scores.text(due), new byte[0]);
        }
    }

    /**
     * A page of entries that may depend on a time zone.
     *
     * @param next where the next page begins; empty if this was the last
     */
    public record Page<T>(Instant now, int looked, List<T> items, Optional<Place> next, Duration busy) {}

    /** A scheduled job with the word {@code cron_string} in its meta. */
    public record CronJob(byte[] id, String score, byte[] meta) {
        /** For display, and because jitter is derived from it. */
        public String name() {
            return new String(id, StandardCharsets.UTF_8);
        }
    }

    public Page<CronJob> jobs(String token, Place from, int length) {
        Reply reply = page(RqKeys.ZONE_RULES_JOBS, token, "job", from, length, LONGEST_META);
        Reply found = reply.at(6);
        return page(
                reply,
                found.every(
                        3,
                        i -> new CronJob(
                                found.at(i).bytes(),
                                found.at(i + 1).text(),
                                found.at(i + 2).at(0).bytes())));
    }

    public Page<DueSchedule> schedules(String token, Place from, int length) {
        Reply reply = page(RqKeys.ZONE_RULES_SCHEDULES, token, "schedule", from, length, ScheduleJson.LONGEST);
        Reply found = reply.at(6);
        return page(reply, found.every(3, i -> {
            Reply fields = found.at(i + 2);
            DueSchedule.State state =
                    new DueSchedule.State(field(fields, 1), "", "", field(fields, 3), field(fields, 2));
            return new DueSchedule(
                    found.at(i).text(), found.at(i + 1).text(), fields.at(0).bytes(), state, false);
        }));
    }

    private Reply page(List<byte[]> keys, String token, String kind, Place from, int length, int longest) {
        List<byte[]> args = List.of(
                bytes(token),
                bytes(clock.argument()),
                bytes(kind),
                bytes(from.score()),
                from.id(),
                bytes(length),
                bytes(longest));
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

    /** A trailing nil ends the list. */
    private static String field(Reply fields, int index) {
        return index >= fields.size() ? "" : text(fields.at(index));
    }

    /** New scores to be sent to Redis. */
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
     * The outcome of new scores.
     *
     * @param done for each in its order; false if it was changed since it was read
     */
    public record Moved(List<Boolean> done, Duration busy) {}

    public Moved move(String token, Moves moves) {
        List<byte[]> args = new ArrayList<>(1 + moves.args.size());
        args.add(bytes(token));
        args.addAll(moves.args);
        Reply reply = DueStore.unfenced(Reply.of(redis.run(MOVE, RqKeys.ZONE_RULES_MOVE, args)));
        Reply done = reply.at(1);
        return new Moved(
                done.every(1, i -> done.at(i).number() == 1),
                Duration.of(reply.at(2).number(), ChronoUnit.MICROS));
    }
}
