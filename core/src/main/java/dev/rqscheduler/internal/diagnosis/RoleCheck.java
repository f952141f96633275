/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks whether this server accepts writes: no replica, no cluster, not loading. */
final class RoleCheck {

    static final String NAME = "role";
    static final String NO_CLUSTER = "use a Redis or Valkey without cluster mode, alone or with replicas and Sentinel";

    private RoleCheck() {}

    /**
     * @param settings {@code min-replicas-to-write}, or empty if CONFIG is not permitted
     */
    static List<Finding> judge(ServerInfo info, Optional<Map<String, String>> settings) {
        List<Finding> findings = new ArrayList<>();
        if (info.is("redis_mode", "cluster") || info.is("server_mode", "cluster") || info.is("cluster_enabled", "1")) {
            findings.add(Finding.fail(
                    NAME,
                    "this is a Redis Cluster: RQ's keys have no hash tags, so neither RQ nor rqscheduler works on one",
                    NO_CLUSTER));
        }
        if (info.is("role", "slave")) {
            findings.add(Finding.fail(
                    NAME,
                    "this is a replica of " + info.text("master_host") + ":" + info.text("master_port")
                            + ", which accepts no writes",
                    "connect to the primary with --url or --host, or through Sentinel"));
        }
        if (info.is("loading", "1") || info.is("async_loading", "1")) {
            findings.add(Finding.fail(
                    NAME,
                    "it is still loading its data after a restart",
                    "wait; rqscheduler continues on its own once it is done"));
        }
        long wanted = settings.map(all -> all.getOrDefault("min-replicas-to-write", "0"))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
        long good = Math.max(info.number("min_slaves_good_slaves"), info.number("min_replicas_good_replicas"));
        if (wanted > good && info.is("role", "master")) {
            findings.add(Finding.fail(
                    NAME,
                    "it accepts writes only with " + wanted + " replicas in sync (min-replicas-to-write), and has "
                            + good,
                    "bring the replicas back, or CONFIG SET min-replicas-to-write 0"));
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.pass(NAME, "primary with " + NumberText.count(info.number("connected_slaves"), "replica")));
        }
        return findings;
    }
}
