/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.survey.PermissionInspection.Missing;
import dev.rqscheduler.internal.survey.PermissionInspection.Permissions;
import dev.rqscheduler.internal.survey.PermissionInspection.Refusal;
import dev.rqscheduler.internal.survey.ServerInspection.Info;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges the Redis server itself. Pure. */
final class ServerChecks {

    /** RQ's results need streams, and our scripts need Redis 5's Lua. */
    private static final int OLDEST = 5;

    private static final double LITTLE_MEMORY = 0.1;
    private static final Duration HARMLESS_SKEW = Duration.ofSeconds(1);
    private static final String NO_CLUSTER =
            "use a Redis or Valkey without cluster mode, alone or with replicas and Sentinel";

    private ServerChecks() {}

    static Finding unavailable(RedisException failure) {
        String remedy = switch (failure.kind()) {
            case UNREACHABLE -> "start it, or choose another with --url or --host; check firewall and TLS settings";
            case AUTH -> "give user and password in --url, or the password with RQ_REDIS_PASSWORD or --password-file";
            case TLS -> "check the certificate, its authority and the host name against the TLS options";
            case BUSY -> "a script is blocking Redis: wait, or stop it with SCRIPT KILL";
            case LOADING -> "it is loading its data, or has lost its primary: wait, or check its log";
            case CLUSTER -> NO_CLUSTER;
            case DATABASE ->
                "choose another with --db or at the end of --url; databases in its configuration sets their"
                        + " number";
            case NOLUA ->
                "start it with its Lua module (a restart loads one that was unloaded), or use a build that has" + " it";
            default -> "check its log";
        };
        return Finding.fail("redis", String.valueOf(failure.getMessage()), remedy);
    }

    static void version(Info info, Findings found) {
        String version = info.text("redis_version");
        String major = version.split("\\.", 2)[0];
        String valkey = info.text("valkey_version");
        String shown = valkey.isEmpty() ? "Redis " + version : "Valkey " + valkey + " (as Redis " + version + ")";
        if (!major.matches("\\d{1,9}")) {
            found.skip("the server does not report its version");
        } else if (Integer.parseInt(major) < OLDEST) {
            found.fail(
                    shown + " is too old: RQ and rqscheduler need Redis 5 or newer", "upgrade to Redis 7 or Valkey 8");
        } else {
            found.pass(shown);
        }
    }

    /**
     * Judges whether this server accepts writes: no replica, no cluster, not loading.
     *
     * @param settings {@code min-replicas-to-write}, or empty if CONFIG is not permitted
     */
    static void role(Info info, Optional<Map<String, String>> settings, Findings found) {
        if (info.is("redis_mode", "cluster") || info.is("server_mode", "cluster") || info.is("cluster_enabled", "1")) {
            found.fail(
                    "this is a Redis Cluster: RQ's keys have no hash tags, so neither RQ nor rqscheduler works on one",
                    NO_CLUSTER);
        }
        if (info.is("role", "slave")) {
            found.fail(
                    "this is a replica of " + info.text("master_host") + ":" + info.text("master_port")
                            + ", which accepts no writes",
                    "connect to the primary with --url or --host, or through Sentinel");
        }
        if (info.is("loading", "1") || info.is("async_loading", "1")) {
            found.fail(
                    "it is still loading its data after a restart",
                    "wait; rqscheduler continues on its own once it is done");
        }
        long wanted = settings.map(all -> all.getOrDefault("min-replicas-to-write", "0"))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
        long good = Math.max(info.number("min_slaves_good_slaves"), info.number("min_replicas_good_replicas"));
        if (wanted > good && info.is("role", "master")) {
            found.fail(
                    "it accepts writes only with " + wanted + " replicas in sync (min-replicas-to-write), and has "
                            + good,
                    "bring the replicas back, or CONFIG SET min-replicas-to-write 0");
        }
        if (found.isEmpty()) {
            found.pass("primary with " + NumberText.count(info.number("connected_slaves"), "replica"));
        }
    }

    /** Judges whether Redis may evict jobs when its memory is full. */
    static void eviction(Info info, Findings found) {
        String policy = info.text("maxmemory_policy");
        String full = "a full " + info.server();
        String remedy = "CONFIG SET maxmemory-policy noeviction, and the same in " + info.configurationFile() + ": "
                + full + " then refuses new jobs instead of deleting old ones";
        if (policy.isEmpty()) {
            found.skip("the server does not report its maxmemory-policy");
        } else if (policy.equals("noeviction")) {
            found.pass("noeviction: " + info.server() + " deletes nothing to make room");
        } else if (info.number("maxmemory") == 0) {
            found.warn(policy + ", and no maxmemory yet: once there is one, " + full + " deletes jobs", remedy);
        } else if (policy.startsWith("volatile-")) {
            found.warn(
                    policy + ": " + full + " deletes keys with an expiry: finished jobs, queued jobs with a"
                            + " ttl, and the registrations and locks of schedulers",
                    remedy);
        } else {
            found.fail(policy + ": " + full + " may delete scheduled jobs", remedy);
        }
    }

    /** Judges how much memory is left for further jobs. */
    static void memory(Info info, Findings found) {
        long used = info.number("used_memory");
        long most = info.number("maxmemory");
        long machine = info.number("total_system_memory");
        long resident = info.number("used_memory_rss");
        String share = NumberText.bytes(used) + " of " + NumberText.bytes(most) + " (maxmemory) in use";
        if (used == 0) {
            found.skip("the server does not report its memory use");
        } else if (most == 0 && machine > 0 && resident > machine * (1 - LITTLE_MEMORY)) {
            found.warn(
                    NumberText.bytes(resident) + " of the machine's " + NumberText.bytes(machine)
                            + " in use, and no maxmemory: the kernel may kill it",
                    "give the machine more memory, or set maxmemory so that " + info.server()
                            + " refuses writes before the kernel kills it");
        } else if (most == 0) {
            found.pass(NumberText.bytes(used) + " in use, no maxmemory");
        } else if (used >= most) {
            found.fail(
                    share + ": " + info.server() + " refuses all writes, and no job is moved",
                    "raise maxmemory, or delete results and failed jobs you no longer need");
        } else if (most - used < most * LITTLE_MEMORY) {
            found.warn(share + ": less than 10% left", "raise maxmemory before " + info.server() + " refuses writes");
        } else {
            found.pass(share);
        }
    }

    /**
     * Judges what survives a restart of Redis.
     *
     * @param settings {@code save}, {@code appendfsync}, {@code stop-writes-on-bgsave-error}, or empty if CONFIG is not
     *     permitted
     */
    static void persistence(Info info, Optional<Map<String, String>> settings, Findings found) {
        String server = info.server();
        Map<String, String> set = settings.orElse(Map.of());
        boolean log = info.is("aof_enabled", "1");
        boolean snapshots = !set.getOrDefault("save", "").isEmpty();
        if (info.is("rdb_last_bgsave_status", "err")) {
            boolean stops = snapshots && "yes".equals(set.get("stop-writes-on-bgsave-error"));
            found.fail(
                    "the last snapshot failed"
                            + (stops
                                    ? ", and until one succeeds " + server
                                            + " refuses all writes (stop-writes-on-bgsave-error)"
                                    : ""),
                    "check the log of " + server + " for the reason (usually disk or memory), fix it, and run BGSAVE");
        }
        if (log && info.is("aof_last_write_status", "err")) {
            found.fail(
                    "the last write to the append-only file failed: " + server + " refuses all writes",
                    "free disk space for " + server);
        }
        if (log && info.is("aof_last_bgrewrite_status", "err")) {
            found.warn(
                    "the last rewrite of the append-only file failed: it grows without limit",
                    "check the log of " + server + " for the reason, fix it, and run BGREWRITEAOF");
        }
        if (log && "no".equals(set.get("appendfsync"))) {
            found.warn(
                    "append-only file with appendfsync no: a machine crash may lose half a minute of writes",
                    "CONFIG SET appendfsync everysec");
        }
        if (!log && settings.isPresent() && !snapshots) {
            found.warn(
                    "neither append-only file nor snapshots: a restart of " + server + " loses every scheduled job",
                    "CONFIG SET appendonly yes, and the same in " + info.configurationFile());
        }
        if (!found.isEmpty()) {
            return;
        }
        if (log) {
            found.pass("append-only file");
        } else if (settings.isEmpty()) {
            found.skip("no append-only file; snapshots unknown, since the user may not run CONFIG");
        } else {
            found.pass("snapshots; a crash loses all writes since the last one (see appendonly)");
        }
    }

    /** Judges whether the user may do everything that scheduler and client do. */
    static void permissions(Permissions permissions, Findings found) {
        for (String database : named(permissions, Missing.DATABASE, Refusal::target)) {
            found.fail(
                    "the user has no access to database " + database,
                    "choose another with --db, or ACL SETUSER <user> db=" + database
                            + " (name all its databases, separated by commas: the list replaces the previous one)");
        }
        List<String> commands = named(permissions, Missing.COMMAND, Refusal::command);
        if (!commands.isEmpty()) {
            found.fail(
                    "the user may not run " + String.join(", ", commands),
                    "ACL SETUSER <user> "
                            + commands.stream()
                                    .map(command -> "+" + command.toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(" ")));
        }
        List<String> keys = named(permissions, Missing.KEY, Refusal::target);
        if (!keys.isEmpty()) {
            found.fail(
                    "the user may not read and write the keys " + String.join(", ", keys), "ACL SETUSER <user> ~rq:*");
        }
        List<String> channels = named(permissions, Missing.CHANNEL, Refusal::target);
        if (!channels.isEmpty()) {
            found.warn(
                    "the user has no access to the " + String.join(", ", channels)
                            + ": schedulers notice earlier jobs only at their next poll",
                    "ACL SETUSER <user> &rq:scheduling:*");
        }
        List<String> unknown = named(permissions, Missing.UNKNOWN, Refusal::command);
        if (!unknown.isEmpty()) {
            found.fail(
                    "this server does not support " + String.join(", ", unknown),
                    "remove the rename-command from its configuration, or use a server that has them");
        }
        if (found.isEmpty()) {
            found.pass("all " + permissions.checked() + " uses of commands, keys and channels are allowed");
        }
    }

    private static List<String> named(Permissions permissions, Missing missing, Function<Refusal, String> name) {
        return permissions.refusals().stream()
                .filter(refusal -> refusal.missing() == missing)
                .map(name)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Compares Redis's clock, which decides what is due, with this host's.
     *
     * @param before host's clock before the query
     * @param redis Redis's reply
     * @param after host's clock after it
     */
    static void clock(Instant before, Instant redis, Instant after, Findings found) {
        // Redis read its clock somewhere between before and after: only a time outside is certainly a difference.
        Duration ahead = redis.isAfter(after) ? Duration.between(after, redis) : Duration.ZERO;
        Duration behind = redis.isBefore(before) ? Duration.between(redis, before) : Duration.ZERO;
        Duration skew = ahead.plus(behind);
        if (skew.compareTo(HARMLESS_SKEW) < 0) {
            found.pass("Redis and this host agree within a second");
        } else {
            found.warn(
                    "Redis's clock is " + TimeText.length(skew) + (ahead.isZero() ? " behind" : " ahead of")
                            + " this host's: rqscheduler uses Redis's clock only, but Python's rqscheduler uses its"
                            + " host's",
                    "synchronise both hosts' clocks with NTP");
        }
    }
}
