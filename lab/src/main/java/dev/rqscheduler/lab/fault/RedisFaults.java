/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.fault;

import static dev.rqscheduler.lab.fault.ProcessFaults.millis;

import dev.rqscheduler.lab.arena.Admin;
import dev.rqscheduler.lab.arena.LabRedis;
import java.util.List;
import java.util.random.RandomGenerator;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis that restarts, is blocked, is full, or is no longer the primary. */
final class RedisFaults {

    /** A port without a listener, for a replica that never finds its primary. */
    private static final String NOWHERE = "1";

    private RedisFaults() {}

    static List<FaultKind> all() {
        return List.of(
                new FaultKind(
                        "redis-restart",
                        "Redis cleanly stopped and started with its data",
                        (turn, random) -> Fault.once(target -> redis(target).restart())),
                new FaultKind(
                        "redis-kill",
                        "kill -9 of Redis, started with its data",
                        (turn, random) -> Fault.once(target -> redis(target).crash())),
                new FaultKind(
                        "redis-loading",
                        "Redis restarted, answering LOADING for about 1.5 s",
                        (turn, random) -> Fault.once(target -> redis(target).restartSlowly(1_500))),
                new FaultKind(
                        "client-kill",
                        "CLIENT KILL of the schedulers' connections",
                        (turn, random) ->
                                Fault.once(target -> admin(target).insist("CLIENT", "KILL", "USER", LabRedis.USER))),
                new FaultKind(
                        "script-flush",
                        "SCRIPT FLUSH",
                        (turn, random) -> Fault.once(target -> admin(target).insist("SCRIPT", "FLUSH"))),
                new FaultKind(
                        "oom",
                        "maxmemory reached for 0.5 to 3 s",
                        (turn, random) -> Fault.lasting(
                                millis(random, 500, 3_000),
                                target -> admin(target).insist("CONFIG", "SET", "maxmemory", "1"),
                                target -> admin(target).insist("CONFIG", "SET", "maxmemory", "0"))),
                new FaultKind(
                        "read-only",
                        "Redis a read-only replica for 0.5 to 3 s",
                        (turn, random) -> Fault.lasting(
                                millis(random, 500, 3_000),
                                target -> admin(target).insist("REPLICAOF", "127.0.0.1", NOWHERE),
                                target -> admin(target).insist("REPLICAOF", "NO", "ONE"))),
                new FaultKind("busy", "Redis blocked by an endless script for 0.5 to 2 s", RedisFaults::busy),
                new FaultKind("redis-stop", "SIGSTOP of Redis for 1 to 10 s", RedisFaults::stop));
    }

    private static Fault stop(int turn, RandomGenerator random) {
        return Fault.lasting(
                millis(random, 1_000, 10_000),
                target -> redis(target).suspend(),
                target -> redis(target).resume());
    }

    private static Fault busy(int turn, RandomGenerator random) {
        return Fault.lasting(
                millis(random, 500, 2_000),
                target -> {
                    Admin admin = admin(target);
                    admin.insist("CONFIG", "SET", "busy-reply-threshold", "50");
                    Thread script = new Thread(() -> runEndlessly(admin), "endless script");
                    script.setDaemon(true);
                    script.start();
                    repeat(admin, "BUSY", "PING");
                },
                target -> repeat(admin(target), "NOTBUSY", "SCRIPT", "KILL"));
    }

    private static void runEndlessly(Admin admin) {
        try {
            admin.insist("EVAL", "while true do end", "0");
        } catch (JedisException e) {
            // It was killed, the only way it can end.
        }
    }

    /** Sends a command until the reply is this error: SCRIPT KILL replies OK before the script has ended. */
    private static void repeat(Admin admin, String untilError, String... words) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            try {
                admin.insist(words);
            } catch (JedisDataException e) {
                if (String.valueOf(e.getMessage()).startsWith(untilError + " ")) {
                    return;
                }
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException(String.join(" ", words) + " never fails with " + untilError);
    }

    private static LabRedis redis(Fault.Target target) {
        return target.arena().redis();
    }

    private static Admin admin(Fault.Target target) {
        return redis(target).admin();
    }
}
