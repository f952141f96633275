/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what survives a restart of Redis. */
final class PersistenceCheck {

    static final String NAME = "persistence";

    private PersistenceCheck() {}

    /**
     * @param settings {@code save}, {@code appendfsync}, {@code stop-writes-on-bgsave-error}, or empty if CONFIG is not
     *     permitted
     */
    static List<Finding> judge(ServerInfo info, Optional<Map<String, String>> settings) {
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
                                            + " refuses all writes (stop-writes-on-bgsave-error)"
                                    : ""),
                    "check the log of " + server + " for the reason (usually disk or memory), fix it, and run BGSAVE"));
        }
        if (log && info.is("aof_last_write_status", "err")) {
            findings.add(Finding.fail(
                    NAME,
                    "the last write to the append-only file failed: " + server + " refuses all writes",
                    "free disk space for " + server));
        }
        if (log && info.is("aof_last_bgrewrite_status", "err")) {
            findings.add(Finding.warn(
                    NAME,
                    "the last rewrite of the append-only file failed: it grows without limit",
                    "check the log of " + server + " for the reason, fix it, and run BGREWRITEAOF"));
        }
        if (log && settings.map(all -> "no".equals(all.get("appendfsync"))).orElse(false)) {
            findings.add(Finding.warn(
                    NAME,
                    "append-only file with appendfsync no: a machine crash may lose half a minute of writes",
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
                    NAME, "no append-only file; snapshots unknown, since the user may not run CONFIG", ""));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    NAME,
                    log
                            ? "append-only file"
                            : "snapshots; a crash loses all writes since the last one (see appendonly)"));
        }
        return findings;
    }
}
