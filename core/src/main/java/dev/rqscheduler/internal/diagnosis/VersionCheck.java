/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import java.util.List;

/** Checks the version: RQ's results need streams, and our scripts need Redis 5's Lua. */
final class VersionCheck {

    static final String NAME = "version";
    private static final int OLDEST = 5;

    private VersionCheck() {}

    static List<Finding> judge(ServerInfo info) {
        String version = info.text("redis_version");
        String major = version.split("\\.", 2)[0];
        if (!major.matches("\\d{1,9}")) {
            return List.of(Finding.skip(NAME, "the server does not report its version"));
        }
        String valkey = info.text("valkey_version");
        String shown = valkey.isEmpty() ? "Redis " + version : "Valkey " + valkey + " (as Redis " + version + ")";
        if (Integer.parseInt(major) < OLDEST) {
            return List.of(Finding.fail(
                    NAME,
                    shown + " is too old: RQ and rqscheduler need Redis 5 or newer",
                    "upgrade to Redis 7 or Valkey 8"));
        }
        return List.of(Finding.pass(NAME, shown));
    }
}
