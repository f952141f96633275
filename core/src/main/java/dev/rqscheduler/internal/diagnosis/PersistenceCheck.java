/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a restart of Redis leaves of the schedule. */
final class PersistenceCheck {

    static final String NAME = "persistence";

    private PersistenceCheck() {}

    /**
     * @param settings {@code save}, {@code appendfsync}, {@code stop-writes-on-bgsave-error}, or empty where CONFIG must not
     *     be asked
     */
    static List<Finding> judge(Info info, Optional<Map<String, String>> settings) {
        List<Finding> findings = new ArrayList<>();
        String server = info.server();
        boolean log = info.is("aof_enabled", "1");
        boolean snapshots =
                settings.map(all -> !all.getOrDefault("save", "").isEmpty()).orElse(false);
        String stops = settings.map(all -> all.getOrDefault("stop-writes-on-bgsave-error", ""))
                .orElse("");
        if (info.is("rdb_last_bgsave_status", "err")) {
            findings.add(Finding.fail(
                    NAME,
                    "the last snapshot failed"
                            + (stops.equals("yes") && snapshots
                                    ? ", and until one succeeds " + server
                                            + " refuses every write (stop-writes-on-bgsave-error)"
                                    : ""),
                    "look into the log of " + server
                            + " for the reason (mostly disk or memory), mend it, and try BGSAVE"));
        }
        if (log && info.is("aof_last_write_status", "err")) {
            findings.add(Finding.fail(
                    NAME,
                    "the last write to the append-only file failed: " + server + " refuses every write",
                    "make room on the disk of " + server));
        }
        if (log && info.is("aof_last_bgrewrite_status", "err")) {
            findings.add(Finding.warn(
                    NAME,
                    "the last rewrite of the append-only file failed: it grows without end",
                    "look into the log of " + server + " for the reason, mend it, and try BGREWRITEAOF"));
        }
        if (log && settings.map(all -> "no".equals(all.get("appendfsync"))).orElse(false)) {
            findings.add(Finding.warn(
                    NAME,
                    "append-only file with appendfsync no: a crash of the machine may lose half a minute",
                    "CONFIG SET appendfsync everysec"));
        }
        if (!log && settings.isPresent() && !snapshots) {
            findings.add(Finding.warn(
                    NAME,
                    "neither append-only file nor snapshots: a restart of " + server + " loses every scheduled job",
                    "CONFIG SET appendonly yes, and the same in " + info.configurationFile()));
        }
        if (!log && settings.isEmpty() && findings.isEmpty()) {
            findings.add(Finding.skip(
                    NAME,
                    "no append-only file; whether there are snapshots cannot be seen, since CONFIG must not be asked",
                    ""));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    NAME,
                    log
                            ? "append-only file"
                            : "snapshots; a crash loses what was written since the last one (see appendonly)"));
        }
        return findings;
    }
}
