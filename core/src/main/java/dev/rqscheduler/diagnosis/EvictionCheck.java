/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.diagnosis;

import java.util.List;

/** Whether Redis may delete jobs when its memory is full. */
final class EvictionCheck {

    static final String NAME = "eviction";
    private static final String REMEDY =
            "CONFIG SET maxmemory-policy noeviction, and the same in redis.conf: a full Redis then refuses new jobs"
                    + " instead of deleting old ones";

    private EvictionCheck() {}

    static List<Finding> judge(Info info) {
        String policy = info.text("maxmemory_policy");
        if (policy.isEmpty()) {
            return List.of(Finding.skip(NAME, "the server does not say its maxmemory-policy", ""));
        }
        if (policy.equals("noeviction")) {
            return List.of(Finding.pass(NAME, "noeviction: Redis deletes nothing to make room"));
        }
        if (info.number("maxmemory") == 0) {
            return List.of(Finding.warn(
                    NAME, policy + ", and no maxmemory yet: once there is one, a full Redis deletes jobs", REMEDY));
        }
        if (policy.startsWith("volatile-")) {
            return List.of(Finding.warn(
                    NAME,
                    policy
                            + ": a full Redis deletes what has an expiry - finished jobs, jobs with a ttl in their queue,"
                            + " and the registrations and locks of schedulers",
                    REMEDY));
        }
        return List.of(Finding.fail(NAME, policy + ": a full Redis may delete scheduled jobs", REMEDY));
    }
}
