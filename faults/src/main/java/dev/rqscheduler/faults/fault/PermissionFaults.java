/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fault;

import static dev.rqscheduler.faults.fault.ProcessFaults.millis;

import java.util.List;
import java.util.stream.Stream;

/** Rights that are taken from the schedulers' ACL user for a while. */
final class PermissionFaults {

    private PermissionFaults() {}

    static List<FaultKind> all() {
        return Stream.of(
                        kind("acl-scripts", "no right to run scripts", "-evalsha", "-eval"),
                        kind("acl-push", "no right to push", "-rpush", "-lpush"),
                        kind("acl-zrem", "no right to remove from the schedule", "-zrem"),
                        kind("acl-zadd", "no right to add to the schedule", "-zadd"),
                        kind("acl-hset", "no right to write hashes", "-hset"),
                        kind("acl-queues", "no right to the queues' keys", "resetkeys", "~rq:scheduler*", "~rq:job*"),
                        kind("acl-keys", "no right to any key", "resetkeys"),
                        kind("acl-off", "the user is switched off and its connections are closed", "off"))
                .toList();
    }

    /** A history is written with LPUSH, and may be left unwritten where that is refused: then nothing can be said. */
    static FaultKind pushAtTheEnd() {
        return kind("acl-rpush", "no right to push at the end of a queue", "-rpush");
    }

    private static FaultKind kind(String name, String what, String... rules) {
        return new FaultKind(
                name,
                what,
                (turn, random) -> Fault.lasting(
                        millis(random, 500, 3_000),
                        stage -> {
                            stage.arena().redis().rights(rules);
                            if (rules[0].equals("off")) {
                                stage.arena().redis().admin().insist("CLIENT", "KILL", "USER", "sched");
                            }
                        },
                        stage -> stage.arena().redis().allRights()));
    }
}
