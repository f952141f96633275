/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fault;

import static dev.rqscheduler.faults.fault.ProcessFaults.millis;

import dev.rqscheduler.faults.arena.Admin;
import dev.rqscheduler.faults.arena.ArenaRedis;
import java.util.List;
import java.util.random.RandomGenerator;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What Redis does when it is restarted, held up, full, or not the primary any more. */
final class RedisFaults {

    /** A port on which nobody listens, for a replica that never finds its primary. */
    private static final String NOWHERE = "1";

    private RedisFaults() {}

    static List<FaultKind> all() {
        return List.of(
                new FaultKind(
                        "redis-restart",
                        "Redis ended in order and started with its data",
                        (turn, random) -> Fault.once(stage -> redis(stage).restart())),
                new FaultKind(
                        "redis-kill",
                        "kill -9 of Redis, and started with its data",
                        (turn, random) -> Fault.once(stage -> redis(stage).crash())),
                new FaultKind(
                        "redis-loading",
                        "Redis restarted, answering LOADING for about 1.5 s",
                        (turn, random) -> Fault.once(stage -> redis(stage).restartSlowly(1_500))),
                new FaultKind(
                        "client-kill",
                        "CLIENT KILL of the schedulers' connections",
                        (turn, random) ->
                                Fault.once(stage -> admin(stage).insist("CLIENT", "KILL", "USER", ArenaRedis.USER))),
                new FaultKind(
                        "script-flush",
                        "SCRIPT FLUSH",
                        (turn, random) -> Fault.once(stage -> admin(stage).insist("SCRIPT", "FLUSH"))),
                new FaultKind(
                        "oom",
                        "maxmemory reached for 0.5 to 3 s",
                        (turn, random) -> Fault.lasting(
                                millis(random, 500, 3_000),
                                stage -> admin(stage).insist("CONFIG", "SET", "maxmemory", "1"),
                                stage -> admin(stage).insist("CONFIG", "SET", "maxmemory", "0"))),
                new FaultKind(
                        "read-only",
                        "Redis a read-only replica for 0.5 to 3 s",
                        (turn, random) -> Fault.lasting(
                                millis(random, 500, 3_000),
                                stage -> admin(stage).insist("REPLICAOF", "127.0.0.1", NOWHERE),
                                stage -> admin(stage).insist("REPLICAOF", "NO", "ONE"))),
                new FaultKind("busy", "Redis held up by an endless script for 0.5 to 2 s", RedisFaults::busy),
                new FaultKind("redis-stop", "SIGSTOP of Redis for 1 to 10 s", RedisFaults::stop));
    }

    private static Fault stop(int turn, RandomGenerator random) {
        return Fault.lasting(
                millis(random, 1_000, 10_000),
                stage -> redis(stage).suspend(),
                stage -> redis(stage).resume());
    }

    private static Fault busy(int turn, RandomGenerator random) {
        return Fault.lasting(
                millis(random, 500, 2_000),
                stage -> {
                    Admin admin = admin(stage);
                    admin.insist("CONFIG", "SET", "busy-reply-threshold", "50");
                    Thread script = new Thread(() -> runEndlessly(admin), "endless script");
                    script.setDaemon(true);
                    script.start();
                    repeat(admin, "BUSY", "PING");
                },
                stage -> repeat(admin(stage), "NOTBUSY", "SCRIPT", "KILL"));
    }

    private static void runEndlessly(Admin admin) {
        try {
            admin.insist("EVAL", "while true do end", "0");
        } catch (JedisException e) {
            // It was killed, which is the only way in which it ends.
        }
    }

    /** Sends a command until it is answered with such an error: SCRIPT KILL says OK before the script has ended. */
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
        throw new IllegalStateException(String.join(" ", words) + " is never answered with " + untilError);
    }

    private static ArenaRedis redis(Fault.Stage stage) {
        return stage.arena().redis();
    }

    private static Admin admin(Fault.Stage stage) {
        return redis(stage).admin();
    }
}
