/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.QuarantineStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.StoredSchedule;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.survey.PermissionInspection;
import dev.rqscheduler.internal.survey.PresenceInspection;
import dev.rqscheduler.internal.survey.RqScheduleInspection;
import dev.rqscheduler.internal.survey.ScheduleInspection;
import dev.rqscheduler.internal.survey.ScheduleInspection.Extent;
import dev.rqscheduler.internal.survey.ScheduleInspection.State;
import dev.rqscheduler.internal.survey.ServerInspection;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import dev.rqscheduler.internal.tzdata.TzdataSources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Checks Redis for anything that keeps jobs from running on time: the server, the permissions, the lock, the
 * schedulers, and the jobs themselves. Changes nothing. The checks are independent: one that cannot be made is reported
 * and does not stop others.
 *
 * <p>{@link Depth} limits how many jobs it examines, in pages that keep Redis busy for about a millisecond each. An
 * instance is for one examination.
 */
public final class Doctor {

    private static final int SCHEDULES_A_PAGE = 100;

    private static final Set<RedisException.Kind> NO_SUCH_DATABASE =
            Set.of(RedisException.Kind.DATABASE, RedisException.Kind.CLUSTER);

    private final RedisConnection redis;
    private final InstantSource hostClock;
    private final Depth depth;
    private final Decider decider;
    private final String address;
    private final ServerInspection server;
    private final PermissionInspection permissions;
    private final PresenceInspection presenceSurvey;
    private final ScheduleInspection schedule;
    private final RqScheduleInspection rqSchedules;
    private final QuarantineStore quarantine;
    private final NamedScheduleStore schedules;
    private final ZoneRulesStore recordedRules;

    private final LazyValue<ServerInfo> info;
    private final LazyValue<Map<String, String>> settings;
    private final LazyValue<List<String>> queues;
    private final LazyValue<PresenceInspection.Lock> lock;
    private final LazyValue<Optional<PresenceInspection.Instance>> holder;
    private final LazyValue<Presence> presence;
    private final LazyValue<Extent> extent;
    private final LazyValue<Sampled> sampled;

    private final Zone cronZone;
    private final List<Finding> findings = new ArrayList<>();
    private SortedSet<String> zones = new TreeSet<>();
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
        this.decider = new Decider(cronZone);
        this.address = redis.address();
        this.server = new ServerInspection(redis);
        this.permissions = new PermissionInspection(redis);
        this.presenceSurvey = new PresenceInspection(redis);
        this.schedule = new ScheduleInspection(redis);
        this.rqSchedules = new RqScheduleInspection(redis);
        this.quarantine = new QuarantineStore(redis);
        this.schedules = new NamedScheduleStore(redis, ScriptClock.REDIS);
        this.recordedRules = new ZoneRulesStore(redis, ScriptClock.REDIS);
        this.info = info(server);
        this.settings = settings(server);
        this.queues = new LazyValue<>(server::queues);
        this.lock = new LazyValue<>(presenceSurvey::lock);
        this.holder = new LazyValue<>(() -> Presence.name(lock.get()).flatMap(presenceSurvey::instance));
        this.presence =
                new LazyValue<>(() -> new Presence(lock.get(), holder.get(), presenceSurvey.instances(depth.keys())));
        this.extent = new LazyValue<>(schedule::extent);
        this.sampled = new LazyValue<>(this::sample);
    }

    /**
     * Returns all findings, in reading order; if Redis is unavailable, only that.
     */
    public List<Finding> examine() {
        findings.clear();
        withoutLua = false;
        try {
            reach();
            server(info, settings);
            if (depth != Depth.QUICK) {
                check(
                        PermissionCheck.NAME,
                        () -> PermissionCheck.judge(
                                permissions.survey(queues.ifAllowed().orElse(List.of()))));
            }
            check(ClockCheck.NAME, this::clock);
            check(LockCheck.NAME, () -> LockCheck.judge(lock.get(), holder.get()));
            check(
                    SchedulersCheck.NAME,
                    () -> SchedulersCheck.judge(presence.get().instances(), lockIsHeld()));
            check(OverdueTally.NAME, this::overdue);
            check(MissingTally.NAME, () -> sampled.get().missing.findings(looked()));
            check(ExpiryTally.NAME, () -> sampled.get().expiry.findings(looked()));
            check(
                    JobsTally.NAME,
                    () -> sampled.get().jobs.findings(looked(), extent.get().negative(), pythonSchedules()));
            check(QuarantineCheck.NAME, () -> QuarantineCheck.judge(quarantine.count()));
            check(NamedSchedulesTally.NAME, this::namedSchedules);
            if (depth != Depth.QUICK) {
                check(ZoneRulesCheck.NAME, this::zoneRules);
                check(NextTimesCheck.NAME, () -> NextTimesCheck.judge(recordedRules, ZoneEdition.ours()));
            }
            check(RqScheduleCheck.NAME, () -> {
                Instant now = server.time();
                return RqScheduleCheck.judge(rqSchedules.schedules(queues.get(), now), now);
            });
        } catch (RedisException unusable) {
            findings.add(ConnectivityCheck.failed(unusable));
            if (redis.database() > 0 && NO_SUCH_DATABASE.contains(unusable.kind())) {
                serverByDatabaseZero();
            }
        }
        return List.copyOf(findings);
    }

    private void server(LazyValue<ServerInfo> info, LazyValue<Map<String, String>> set) {
        check(VersionCheck.NAME, () -> VersionCheck.judge(info.get()));
        check(RoleCheck.NAME, () -> RoleCheck.judge(info.get(), set.ifAllowed()));
        check(EvictionCheck.NAME, () -> EvictionCheck.judge(info.get()));
        check(MemoryCheck.NAME, () -> MemoryCheck.judge(info.get()));
        check(PersistenceCheck.NAME, () -> PersistenceCheck.judge(info.get(), set.ifAllowed()));
    }

    /**
     * Returns what can be determined if the requested database does not exist: a cluster, for one, shows in its role.
     */
    private void serverByDatabaseZero() {
        try (RedisConnection zero = redis.ofDatabase(0)) {
            ServerInspection survey = new ServerInspection(zero);
            server(info(survey), settings(survey));
        } catch (RedisException unusable) {
            findings.add(ConnectivityCheck.failed(unusable));
        }
    }

    private static LazyValue<ServerInfo> info(ServerInspection survey) {
        return new LazyValue<>(() -> new ServerInfo(survey.info()));
    }

    private static LazyValue<Map<String, String>> settings(ServerInspection survey) {
        return new LazyValue<>(
                () -> survey.settings("save", "appendfsync", "stop-writes-on-bgsave-error", "min-replicas-to-write"));
    }

    private void reach() {
        try {
            server.time();
        } catch (RedisException e) {
            if (e.kind() != RedisException.Kind.NOPERM) {
                throw e;
            }
        }
        findings.add(Finding.pass(ConnectivityCheck.NAME, address + " answers"));
    }

    /**
     * @throws RedisException if Redis can no longer be reached, so that no further check makes sense
     */
    private void check(String name, Supplier<List<Finding>> check) {
        try {
            findings.addAll(check.get());
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.UNREACHABLE) {
                throw e;
            }
            if (e.kind() == RedisException.Kind.NOLUA) {
                if (!withoutLua) {
                    findings.add(ConnectivityCheck.failed(e));
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

    private List<Finding> clock() {
        // The first call opens the connection; the second takes as long as a round trip does.
        server.time();
        Instant before = hostClock.instant();
        Instant redis = server.time();
        return ClockCheck.judge(before, redis, hostClock.instant());
    }

    private List<Finding> overdue() {
        Leadership leader = presence.ifAllowed().map(Presence::leader).orElse(Leadership.UNKNOWN);
        boolean readable = extent.get().type().equals("zset");
        return (readable ? sampled.get().overdue : new OverdueTally()).findings(extent.get(), leader);
    }

    private List<Finding> namedSchedules() {
        NamedSchedulesTally tally = new NamedSchedulesTally();
        zones = tally.zones();
        Instant now = server.time();
        String last = "";
        long left = depth.schedules();
        NamedScheduleStore.Listed page;
        do {
            page = schedules.list(last, (int) Math.min(left, SCHEDULES_A_PAGE));
            for (StoredSchedule stored : page.schedules()) {
                tally.look(stored);
                last = stored.name();
            }
            left -= page.schedules().size();
        } while (left > 0 && !page.ended());
        return tally.findings(
                schedules.overdue(now.minus(NamedSchedulesTally.PATIENCE), Examples.MOST_NAMED),
                now,
                schedules.count());
    }

    private List<Finding> zoneRules() {
        Tzdata used = Zones.tzdata();
        SortedSet<String> ids = new TreeSet<>(zones);
        ids.add(cronZone.id());
        List<Tzdata> all = TzdataSources.of(TzdataChoice.AUTO, System.getenv()).sources();
        return new ZoneRulesCheck(used, ids, hostClock.instant())
                .judge(
                        all,
                        all.stream()
                                .filter(data -> data.source() == TzdataChoice.SYSTEM)
                                .findFirst());
    }

    private boolean lockIsHeld() {
        return lock.get().type().equals("string");
    }

    private boolean pythonSchedules() {
        return presence.ifAllowed().map(Presence::pythonIsAlive).orElse(false);
    }

    private SampleSize looked() {
        return new SampleSize(sampled.get().looked, extent.get().count());
    }

    private Sampled sample() {
        Extent size = extent.get();
        Sampled tallies = new Sampled();
        tallies.looked = Sampler.read(schedule, size.count(), depth, seen -> {
            Instant when = seen.job().due().isAfter(size.now()) ? seen.job().due() : size.now();
            Decision decision = decider.decide(seen.job(), when);
            tallies.overdue.look(seen, decision, size.now());
            tallies.missing.look(seen);
            if (seen.state() == State.OK) {
                tallies.expiry.look(seen, decision, size.now());
                tallies.jobs.look(seen, decision);
            }
        });
        return tallies;
    }

    private static final class Sampled {
        private final OverdueTally overdue = new OverdueTally();
        private final MissingTally missing = new MissingTally();
        private final ExpiryTally expiry = new ExpiryTally();
        private final JobsTally jobs = new JobsTally();
        private long looked;
    }
}
