/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import java.util.List;

/** Checks whether Redis may evict jobs when its memory is full. */
final class EvictionCheck {

    static final String NAME = "eviction";

    private EvictionCheck() {}

    static List<Finding> judge(ServerInfo info) {
        String policy = info.text("maxmemory_policy");
        String full = "a full " + info.server();
        String remedy = "CONFIG SET maxmemory-policy noeviction, and the same in " + info.configurationFile() + ": "
                + full + " then refuses new jobs instead of deleting old ones";
        if (policy.isEmpty()) {
            return List.of(Finding.skip(NAME, "the server does not report its maxmemory-policy"));
        }
        if (policy.equals("noeviction")) {
            return List.of(Finding.pass(NAME, "noeviction: " + info.server() + " deletes nothing to make room"));
        }
        if (info.number("maxmemory") == 0) {
            return List.of(Finding.warn(
                    NAME, policy + ", and no maxmemory yet: once there is one, " + full + " deletes jobs", remedy));
        }
        if (policy.startsWith("volatile-")) {
            return List.of(Finding.warn(
                    NAME,
                    policy
                            + ": " + full + " deletes keys with an expiry: finished jobs, queued jobs with a"
                            + " ttl, and the registrations and locks of schedulers",
                    remedy));
        }
        return List.of(Finding.fail(NAME, policy + ": " + full + " may delete scheduled jobs", remedy));
    }
}
