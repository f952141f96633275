/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.QuarantineStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.survey.JobSetInspection;
import dev.rqscheduler.internal.survey.JobSetInspection.Extent;
import dev.rqscheduler.internal.survey.PermissionInspection;
import dev.rqscheduler.internal.survey.PresenceInspection;
import dev.rqscheduler.internal.survey.ServerInspection;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import dev.rqscheduler.internal.tzdata.TzdataSources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks Redis for anything that keeps jobs from running on time: the server, the permissions, the lock, the
 * schedulers, and the jobs themselves. Changes nothing. The checks are independent: one that cannot be made is reported
 * and does not stop others.
 *
 * <p>{@link Depth} limits how many jobs it examines, in pages that keep Redis busy for about a millisecond each. An
 * instance is for one examination.
 */
public final class Doctor {

    private static final String SCHEDULES = "named schedules";

    private static final Set<RedisException.Kind> NO_SUCH_DATABASE =
            Set.of(RedisException.Kind.DATABASE, RedisException.Kind.CLUSTER);

    private final RedisConnection redis;
    private final InstantSource hostClock;
    private final Depth depth;
    private final Zone cronZone;

    private final Lazy<List<String>> queues;
    private final Lazy<PresenceInspection.Lock> lock;
    private final Lazy<Optional<PresenceInspection.Instance>> holder;
    private final Lazy<Presence> presence;
    private final Lazy<Extent> extent;
    private final Lazy<JobSample> jobs;

    /** Time zones of named schedules. */
    private final SortedSet<String> zones = new TreeSet<>();

    private final List<Finding> findings = new ArrayList<>();
    private boolean withoutLua;

    /**
     * @param hostClock the clock of the host, compared with Redis's
     * @param cronZone time zone of cron expressions
     * @param depth how much to examine
     */
    public Doctor(RedisConnection redis, InstantSource hostClock, Zone cronZone, Depth depth) {
        this.redis = redis;
        this.hostClock = hostClock;
        this.depth = depth;
        this.cronZone = cronZone;
        PresenceInspection schedulers = new PresenceInspection(redis);
        JobSetInspection scheduled = new JobSetInspection(redis);
        this.queues = new Lazy<>(new ServerInspection(redis)::queues);
        this.lock = new Lazy<>(schedulers::lock);
        this.holder = new Lazy<>(() -> Presence.name(lock.get()).flatMap(schedulers::instance));
        this.presence = new Lazy<>(() -> new Presence(lock.get(), holder.get(), schedulers.instances(depth.keys())));
        this.extent = new Lazy<>(scheduled::extent);
        this.jobs = new Lazy<>(() -> JobSample.read(scheduled, extent.get(), depth, new Decider(cronZone)));
    }

    /** Returns all findings, in reading order; if Redis is unavailable, only that. */
    public List<Finding> examine() {
        try {
            reach();
            server(redis);
            if (depth != Depth.QUICK) {
                check(
                        "permissions",
                        found -> ServerChecks.permissions(
                                new PermissionInspection(redis)
                                        .survey(queues.ifAllowed().orElse(List.of())),
                                found));
            }
            check("clock", this::clock);
            check("lock", found -> SchedulerChecks.lock(lock.get(), holder.get(), found));
            check(
                    "schedulers",
                    found -> SchedulerChecks.schedulers(
                            presence.get().instances(), lock.get().type().equals("string"), found));
            check("overdue", found -> {
                Leadership leader = presence.ifAllowed().map(Presence::leader).orElse(Leadership.UNKNOWN);
                jobs.get().overdue(extent.get(), leader, found);
            });
            check("missing hashes", found -> jobs.get().missing(found));
            check("expiring hashes", found -> jobs.get().expiring(found));
            check(
                    "jobs",
                    found -> jobs.get()
                            .jobs(
                                    extent.get().negative(),
                                    presence.ifAllowed()
                                            .map(Presence::pythonIsAlive)
                                            .orElse(false),
                                    found));
            check("quarantine", this::quarantine);
            check(
                    SCHEDULES,
                    found -> new ScheduleSample(new NamedScheduleStore(redis, ScriptClock.REDIS), zones)
                            .judge(depth.schedules(), redis.time(), found));
            if (depth != Depth.QUICK) {
                check("time zones", this::zoneRules);
                check(
                        "next times",
                        found -> ZoneChecks.nextTimes(
                                new ZoneRulesStore(redis, ScriptClock.REDIS), ZoneEdition.ours(), found));
            }
            check("rq schedules", found -> {
                Instant now = redis.time();
                SchedulerChecks.rqSchedules(new JobSetInspection(redis).rqSchedules(queues.get(), now), now, found);
            });
        } catch (RedisException unusable) {
            findings.add(ServerChecks.unavailable(unusable));
            if (redis.database() > 0 && NO_SUCH_DATABASE.contains(unusable.kind())) {
                serverByDatabaseZero();
            }
        }
        return List.copyOf(findings);
    }

    private void reach() {
        try {
            redis.time();
        } catch (RedisException e) {
            if (e.kind() != RedisException.Kind.NOPERM) {
                throw e;
            }
        }
        findings.add(Finding.pass("redis", redis.address() + " answers"));
    }

    private void server(RedisConnection at) {
        ServerInspection survey = new ServerInspection(at);
        Lazy<ServerInspection.Info> info = new Lazy<>(survey::info);
        Lazy<Map<String, String>> settings = new Lazy<>(
                () -> survey.settings("save", "appendfsync", "stop-writes-on-bgsave-error", "min-replicas-to-write"));
        check("version", found -> ServerChecks.version(info.get(), found));
        check("role", found -> ServerChecks.role(info.get(), settings.ifAllowed(), found));
        check("eviction", found -> ServerChecks.eviction(info.get(), found));
        check("memory", found -> ServerChecks.memory(info.get(), found));
        check("persistence", found -> ServerChecks.persistence(info.get(), settings.ifAllowed(), found));
    }

    /**
     * Reports what can be determined if the requested database does not exist: a cluster, for one, shows in its role.
     */
    private void serverByDatabaseZero() {
        try (RedisConnection zero = redis.ofDatabase(0)) {
            server(zero);
        } catch (RedisException unusable) {
            findings.add(ServerChecks.unavailable(unusable));
        }
    }

    /**
     * @throws RedisException if Redis can no longer be reached, so that no further check makes sense
     */
    private void check(String name, Consumer<Findings> check) {
        Findings found = new Findings(name);
        try {
            check.accept(found);
            findings.addAll(found.list());
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.UNREACHABLE) {
                throw e;
            }
            if (e.kind() == RedisException.Kind.NOLUA) {
                if (!withoutLua) {
                    findings.add(ServerChecks.unavailable(e));
                }
                withoutLua = true;
                findings.add(Finding.skip(name, "cannot be checked without Lua"));
                return;
            }
            findings.add(Finding.skip(name, "cannot be checked: " + e.getMessage()));
        } catch (RuntimeException e) {
            // A fault of ours, or an impossible reply, must not hide the other findings.
            findings.add(Finding.skip(name, "cannot be checked: " + e));
        }
    }

    private void clock(Findings found) {
        // The first call opens the connection; the second takes as long as a round trip does.
        redis.time();
        Instant before = hostClock.instant();
        Instant time = redis.time();
        ServerChecks.clock(before, time, hostClock.instant(), found);
    }

    private void quarantine(Findings found) {
        long count = new QuarantineStore(redis).count();
        if (count == 0) {
            found.pass("empty");
        } else {
            found.warn(
                    NumberText.count(count, "job") + " could not be moved and will not run",
                    "rqscheduler quarantine list shows why; then retry or drop them");
        }
    }

    private void zoneRules(Findings found) {
        SortedSet<String> ids = new TreeSet<>(zones);
        ids.add(cronZone.id());
        List<Tzdata> all = TzdataSources.of(TzdataChoice.AUTO, System.getenv()).sources();
        Optional<Tzdata> host = all.stream()
                .filter(data -> data.source() == TzdataChoice.SYSTEM)
                .findFirst();
        new ZoneChecks(Zones.tzdata(), ids, hostClock.instant()).rules(all, host, found);
    }

    /**
     * Puts an overview and the findings of an examination together. Pure.
     *
     * @param examined the findings, made now or a little earlier
     */
    public static List<Finding> verdict(Overview overview, List<Finding> examined) {
        List<Finding> findings = new ArrayList<>(examined);
        long broken = overview.schedules().broken().orElse(0);
        // The overview counts all of them, a quick examination reads only the first ones.
        boolean reported = examined.stream()
                .anyMatch(finding -> finding.name().equals(SCHEDULES) && finding.level() == Level.FAIL);
        if (broken > 0 && !reported) {
            findings.add(Finding.fail(
                    SCHEDULES,
                    NumberText.count(broken, "schedule") + " broken: will not run until fixed",
                    "find them: rqscheduler schedule list --state broken"));
        }
        List<String> unread = unread(overview);
        if (!unread.isEmpty()) {
            findings.add(0, Finding.skip("overview", "could not be read: " + String.join(", ", unread)));
        }
        return findings.stream()
                .filter(finding -> finding.level() != Level.PASS)
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
    }

    private static List<String> unread(Overview overview) {
        List<String> unread = new ArrayList<>();
        if (overview.backlog().scheduled().isEmpty()
                || overview.backlog().due().isEmpty()
                || overview.comingHour().stream().anyMatch(minute -> !minute.known())) {
            unread.add("the number of scheduled and due jobs");
        }
        if (overview.schedules().all().isEmpty()
                || overview.schedules().active().isEmpty()) {
            unread.add("the number of named schedules by state");
        }
        if (overview.quarantine().count().isEmpty()) {
            unread.add("the number of quarantined jobs");
        }
        return unread;
    }

    /** A value that is read once and used by several checks; a failure to read it reaches each of them. */
    private static final class Lazy<T> {

        private final Supplier<T> source;
        private @Nullable T value;
        private @Nullable RedisException failure;

        Lazy(Supplier<T> source) {
            this.source = source;
        }

        /**
         * @throws RedisException if the first attempt to read it failed
         */
        T get() {
            if (failure != null) {
                throw failure;
            }
            T known = value;
            if (known == null) {
                try {
                    known = source.get();
                } catch (RedisException e) {
                    failure = e;
                    throw e;
                }
                value = known;
            }
            return known;
        }

        /** Returns empty if reading is not permitted; a lost connection is thrown. */
        Optional<T> ifAllowed() {
            try {
                return Optional.of(get());
            } catch (RedisException e) {
                if (e.kind() == RedisException.Kind.UNREACHABLE) {
                    throw e;
                }
                return Optional.empty();
            }
        }
    }
}
