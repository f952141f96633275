/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.store.RqKeys;
import dev.rqscheduler.internal.wire.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads who holds the lock, and which schedulers are alive. Read-only. */
public final class PresenceInspection {

    private static final LuaScript LOCK = LuaScript.of("survey_lock.lua");
    private static final String INSTANCE = Keys.schedulerInstance("");

    /** Redis scans this many keys per call, which took it 0.7 ms on a busy machine. */
    private static final int KEYS_A_CALL = 500;

    private static final int MOST_INSTANCES = 1_000;
    private static final int MOST_REGISTERED = 100;

    private final RedisConnection redis;

    public PresenceInspection(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * The key {@code rq:scheduler_lock}.
     *
     * @param type as TYPE reports, {@code none} if the lock is free
     * @param value empty if it is not a string, or longer than 1,000 bytes
     * @param rest how long it is valid without renewal; empty if it never expires
     */
    public record Lock(String type, String value, Optional<Duration> rest) {

        static Lock of(Reply reply) {
            return new Lock(reply.at(0).text(), reply.at(1).text(), Parts.rest(reply.at(2)));
        }
    }

    public Lock lock() {
        return Lock.of(Reply.of(redis.run(LOCK, RqKeys.LOCK, List.of())));
    }

    /**
     * A registered scheduler.
     *
     * @param fields {@code birth} and, after its exit, {@code death}; ours have {@code host}, {@code pid}, {@code
     *     version} and {@code leader}, too
     * @param rest how long its registration lasts without a heartbeat; empty if forever
     */
    public record Instance(String name, Map<String, String> fields, Optional<Duration> rest) {

        /** Returns whether it has not recorded its death. */
        public boolean alive() {
            return !fields.containsKey("death");
        }

        /** Returns whether it is one of ours: Python's writes birth and death only. */
        public boolean ours() {
            return fields.containsKey("token");
        }
    }

    /**
     * The schedulers that were found.
     *
     * @param keysLookedAt approximate number of keys examined
     * @param keys how many keys the database has
     */
    public record Instances(List<Instance> found, long keysLookedAt, long keys) {

        public boolean complete() {
            return keysLookedAt >= keys;
        }
    }

    /**
     * Finds registrations: ours from the list they keep, and Python's, which keep none, by scanning all keys in slices.
     *
     * @param mostKeys approximate number of keys to examine
     */
    public Instances instances(long mostKeys) {
        long keys = Reply.of(redis.send("DBSIZE")).number();
        Set<String> names = new TreeSet<>(registered());
        Scanned scanned = scan("0", mostKeys);
        names.addAll(scanned.names());
        List<Instance> found = new ArrayList<>();
        for (String name : names) {
            instance(name).ifPresent(found::add);
        }
        return new Instances(found, scanned.ended() ? keys : Math.min(scanned.looked(), keys), keys);
    }

    /**
     * The result of scanning some of the keys.
     *
     * @param cursor where to continue; {@code 0} at the end
     */
    public record Scanned(Set<String> names, long looked, String cursor) {

        public boolean ended() {
            return cursor.equals("0");
        }
    }

    /**
     * Returns the names of registrations among some of the keys.
     *
     * @param from {@code 0}, or the cursor of the last call
     */
    public Scanned scan(String from, long mostKeys) {
        TreeSet<String> names = new TreeSet<>();
        long looked = 0;
        String cursor = from;
        do {
            Reply page = Reply.of(redis.send(
                    "SCAN",
                    bytes(cursor),
                    bytes("MATCH"),
                    bytes(INSTANCE + "*"),
                    bytes("COUNT"),
                    bytes(Integer.toString(KEYS_A_CALL))));
            cursor = page.at(0).text();
            looked += KEYS_A_CALL;
            for (int i = 0; i < page.at(1).size(); i++) {
                names.add(page.at(1).at(i).text().substring(INSTANCE.length()));
            }
        } while (!cursor.equals("0") && looked < mostKeys && names.size() < MOST_INSTANCES);
        return new Scanned(names, looked, cursor);
    }

    /** Returns the names of rqscheduler processes, live or dead; empty without permission to read them. */
    private Set<String> registered() {
        TreeSet<String> names = new TreeSet<>();
        try {
            Reply reply = Reply.of(redis.send(
                    "ZREVRANGE", bytes(RqKeys.SCHEDULERS), bytes("0"), bytes(Integer.toString(MOST_REGISTERED - 1))));
            for (int i = 0; i < reply.size(); i++) {
                names.add(reply.at(i).text());
            }
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.UNREACHABLE) {
                throw e;
            }
        }
        return names;
    }

    /** Returns the registration of a name; empty if there is none. */
    public Optional<Instance> instance(String name) {
        byte[] key = bytes(Keys.schedulerInstance(name));
        try {
            Map<String, String> fields = Parts.pairs(Reply.of(redis.send("HGETALL", key)), Reply::text);
            Optional<Duration> rest = Parts.rest(Reply.of(redis.send("PTTL", key)));
            return fields.isEmpty() ? Optional.empty() : Optional.of(new Instance(name, fields, rest));
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.WRONGTYPE) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
