/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.fault;

import static dev.rqscheduler.lab.fault.ProcessFaults.millis;

import dev.rqscheduler.lab.arena.LabRedis;
import java.util.List;
import java.util.stream.Stream;

/** Permissions temporarily revoked from the schedulers' ACL user. */
final class PermissionFaults {

    private PermissionFaults() {}

    static List<FaultKind> all() {
        return Stream.of(
                        kind("acl-scripts", "no permission to run scripts", "-evalsha", "-eval"),
                        kind("acl-push", "no permission to push", "-rpush", "-lpush"),
                        kind("acl-zrem", "no permission to remove from the schedule", "-zrem"),
                        kind("acl-zadd", "no permission to add to the schedule", "-zadd"),
                        kind("acl-hset", "no permission to write hashes", "-hset"),
                        kind(
                                "acl-queues",
                                "no permission on the queues' keys",
                                "resetkeys",
                                "~rq:scheduler*",
                                "~rq:job*"),
                        kind("acl-keys", "no permission on any key", "resetkeys"),
                        kind("acl-off", "user disabled, its connections closed", "off"))
                .toList();
    }

    /** Histories are written with LPUSH and may lack entries if that is refused, so this fault revokes only RPUSH. */
    static FaultKind rightPush() {
        return kind("acl-rpush", "no permission to push to the end of a queue", "-rpush");
    }

    private static FaultKind kind(String name, String what, String... rules) {
        return new FaultKind(
                name,
                what,
                (turn, random) -> Fault.lasting(
                        millis(random, 500, 3_000),
                        target -> {
                            target.arena().redis().permissions(rules);
                            if (rules[0].equals("off")) {
                                target.arena().redis().admin().insist("CLIENT", "KILL", "USER", LabRedis.USER);
                            }
                        },
                        target -> target.arena().redis().grantAll()));
    }
}
