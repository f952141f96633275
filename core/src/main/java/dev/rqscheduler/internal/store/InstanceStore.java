/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hash {@code rq:scheduler_instance:<name>}, by which schedulers, Python's and ours, show that they are alive. */
public final class InstanceStore {

    private static final LuaScript BIRTH = LuaScript.of("register.lua");
    private static final LuaScript HEARTBEAT = LuaScript.of("heartbeat.lua");
    private static final LuaScript DEATH = LuaScript.of("deregister.lua");

    private final RedisConnection redis;
    private final List<byte[]> keys;
    private final List<byte[]> birthKeys;

    public InstanceStore(RedisConnection redis, String name) {
        this.redis = redis;
        this.keys = List.of(bytes(Keys.schedulerInstance(name)));
        // The script needs only the first. With two that never share a slot, a Redis Cluster refuses the very first
        // call of a process, before anything is written and without an extra round trip.
        this.birthKeys = List.of(keys.get(0), bytes(Keys.SCHEDULED_JOBS), bytes(Keys.LOCK));
    }

    /**
     * The result of a registration.
     *
     * @param birth when it was registered, as written; empty if it was not
     * @param host host of the live scheduler with our name, empty if unknown
     * @param pid its process id, empty if unknown
     */
    public record Registration(boolean accepted, String birth, String host, String pid) {}

    public Registration birth(String token, Duration timeToLive, Map<String, String> fields) {
        Reply reply = Reply.of(redis.run(BIRTH, birthKeys, arguments(token, timeToLive, fields)));
        boolean accepted = reply.at(0).number() == 1;
        return new Registration(
                accepted,
                accepted ? reply.at(1).text() : "",
                accepted ? "" : reply.at(1).text(),
                accepted ? "" : reply.at(2).text());
    }

    /** Returns false if another scheduler has the name now. */
    public boolean heartbeat(String token, Duration timeToLive, Map<String, String> fields) {
        return Reply.of(redis.run(HEARTBEAT, keys, arguments(token, timeToLive, fields)))
                        .number()
                == 1;
    }

    public void death(String token) {
        redis.run(DEATH, keys, List.of(bytes(token)));
    }

    private static List<byte[]> arguments(String token, Duration timeToLive, Map<String, String> fields) {
        List<byte[]> args = new ArrayList<>(2 + 2 * fields.size());
        args.add(bytes(timeToLive.toSeconds()));
        args.add(bytes(token));
        fields.forEach((name, value) -> {
            args.add(bytes(name));
            args.add(bytes(value));
        });
        return args;
    }
}
