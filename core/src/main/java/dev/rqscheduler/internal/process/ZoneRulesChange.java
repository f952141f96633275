/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.api.ZoneRulesReport;
import dev.rqscheduler.internal.move.CronChange;
import dev.rqscheduler.internal.run.DueSchedule;
import dev.rqscheduler.internal.run.ZoneChange;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.ChangedZones;
import dev.rqscheduler.internal.time.RecordedRules;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Strings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes stored next runs when the rules of their time zones differ from those they were computed with: after a
 * tzdata update, or when a scheduler on another host takes over. Redis keeps those rules under {@code
 * rq:scheduling:zone-rules}. This happens before the first pass, so that no pass meets a time under the old rules, and
 * can be interrupted anywhere: the next leader continues it. Not thread-safe.
 */
final class ZoneRulesChange {

    /**
     * Rules are recorded from this far back: due times that passed while no scheduler ran were computed with them, too.
     */
    private static final Duration BACKWARDS = Duration.ofDays(400);

    private static final int MOST_A_PAGE = 1_000;

    /** Errors that waiting does not resolve: no permission, or a key of ours with another type. */
    private static final Set<RedisException.Kind> REFUSALS =
            Set.of(RedisException.Kind.NOPERM, RedisException.Kind.WRONGTYPE);

    private final ZoneRulesStore store;
    private final Zone cronZone;
    private final ZoneEdition ours;
    private final Supplier<List<ZoneEdition>> others;
    private final String who;
    private final SchedulerListener listener;
    private final LongSupplier nanoTime;
    private final BatchSize batch = new BatchSize(MOST_A_PAGE);
    private boolean settled;
    private boolean recorded;
    private boolean found;
    private Map<String, ZoneRulesReport> reports = new LinkedHashMap<>();

    /**
     * Kept for the day, since packing the rules of all zones takes some milliseconds and 5 MB: too much to repeat
     * whenever Redis was flushed, or failed over without them.
     */
    private ZoneRulesStore.@Nullable Packed ourRules;

    private @Nullable Instant ourRulesFrom;

    /**
     * @param ours the rules with which due times are computed now
     * @param others other rules of this host, with which they may have been computed if none are recorded
     */
    ZoneRulesChange(
            ZoneRulesStore store,
            Zone cronZone,
            ZoneEdition ours,
            Supplier<List<ZoneEdition>> others,
            String who,
            SchedulerListener listener,
            LongSupplier nanoTime) {
        this.store = store;
        this.cronZone = cronZone;
        this.ours = ours;
        this.others = others;
        this.who = who;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** Zones whose rules differ from some version of tzdata. */
    private record Change(String version, ChangedZones zones) {}

    /** Another scheduler may have computed due times since. */
    void unsettle() {
        settled = false;
        recorded = false;
    }

    /**
     * Makes sure that all due times follow our rules. Usually they do, which takes one small read.
     *
     * @param mayGoOn called after each page: whether to read another
     * @return false if it was interrupted
     */
    boolean settle(String token, BooleanSupplier mayGoOn) {
        if (settled) {
            return true;
        }
        try {
            settled = settled(token, mayGoOn);
            return settled;
        } catch (RedisException e) {
            if (!REFUSALS.contains(e.kind())) {
                throw e;
            }
            // Due times under older rules are better than none at all.
            listener.onZoneRulesRefused(String.valueOf(e.getMessage()));
            settled = true;
            recorded = true;
            return true;
        }
    }

    private boolean settled(String token, BooleanSupplier mayGoOn) {
        ZoneRulesStore.Head head = store.head();
        if (!head.isChanging() && !ours.version().isEmpty() && ours.version().equals(head.version())) {
            recorded = true;
            return true;
        }
        Optional<RecordedRules> before = store.rules();
        if (before.isEmpty()) {
            return guessed(token, mayGoOn);
        }
        RecordedRules old = before.get();
        String version = head.version();
        String by = head.by();
        Optional<RecordedRules> next = head.isChanging() ? store.nextRules() : Optional.empty();
        if (next.isPresent()) {
            // Some due times already follow these: only once all do can we continue to ours.
            ChangedZones changed = ChangedZones.of(old, next.get().zones(), true);
            if (!scan(
                    token,
                    ZoneRulesStore.Place.START,
                    () -> List.of(new Change(head.version(), changed)),
                    head.nextVersion(),
                    mayGoOn)) {
                return false;
            }
            store.end(token, head.nextVersion(), new ZoneRulesStore.Packed(next.get()), head.nextBy());
            announce(head.version(), head.by(), head.nextVersion());
            old = next.get();
            version = head.nextVersion();
            by = head.nextBy();
        }
        ChangedZones changed = ChangedZones.of(old, ours.zones().get(), true);
        if (changed.isEmpty()) {
            // The same rules under another name: recorded when there is time.
            boolean sameVersion = ours.version().equals(version);
            // A change whose rules cannot be read ends when ours are recorded.
            recorded = sameVersion && (!head.isChanging() || next.isPresent());
            if (!sameVersion) {
                listener.onTzdata(Strings.nonEmpty(version), by, Strings.nonEmpty(ours.version()), 0);
            }
            return true;
        }
        ZoneRulesStore.Packed now = rules();
        store.begin(token, ours.version(), now, who);
        String versionBefore = version;
        Supplier<List<Change>> changes = new Memo<>(() -> {
            List<Change> all = new ArrayList<>(List.of(new Change(versionBefore, changed)));
            // Python may have set some, with its own rules.
            all.addAll(guesses());
            return all;
        });
        if (!scan(token, ZoneRulesStore.Place.START, changes, ours.version(), mayGoOn)) {
            return false;
        }
        store.end(token, ours.version(), now, who);
        recorded = true;
        announce(version, by, ours.version());
        return true;
    }

    /**
     * Handles due times without recorded rules: they come from Python, or from an earlier version of this scheduler.
     * One that does not follow our rules, but other rules found on this machine, was most likely computed with those.
     * Jobs already due run as they are: a backlog must not wait for a guess.
     */
    private boolean guessed(String token, BooleanSupplier mayGoOn) {
        // Read only if there is a job it matters to, so that most starts are not slowed down.
        Memo<List<Change>> changes = new Memo<>(this::guesses);
        ZoneRulesStore.Place now = ZoneRulesStore.Place.from(store.now());
        if (!scan(token, now, changes, ours.version(), mayGoOn)) {
            return false;
        }
        announce("", "", ours.version());
        if (changes.value != null) {
            store.end(token, ours.version(), rules(), who);
            recorded = true;
        }
        return true;
    }

    private List<Change> guesses() {
        List<Change> guesses = new ArrayList<>();
        Collection<Zone> zones = ours.zones().get();
        for (ZoneEdition other : others.get()) {
            if (other.version().isEmpty() || !other.version().equals(ours.version())) {
                guesses.add(new Change(
                        other.version(),
                        ChangedZones.of(RecordedRules.of(other.zones().get(), from()), zones, false)));
            }
        }
        return guesses;
    }

    /**
     * Records which rules due times follow, if not recorded yet. This takes some milliseconds, which must not delay the
     * first pass.
     *
     * @param ending whether this process is exiting: then it is recorded only if something is due later
     */
    void record(String token, boolean ending) {
        if (settled && !recorded && (found || !ending)) {
            try {
                store.end(token, ours.version(), rules(), who);
            } catch (RedisException e) {
                if (!REFUSALS.contains(e.kind())) {
                    throw e;
                }
                listener.onZoneRulesRefused(String.valueOf(e.getMessage()));
            }
            recorded = true;
        }
    }

    private ZoneRulesStore.Packed rules() {
        Instant from = from();
        ZoneRulesStore.Packed packed = ourRules;
        if (packed == null || !from.equals(ourRulesFrom)) {
            packed = new ZoneRulesStore.Packed(RecordedRules.of(ours.zones().get(), from));
            ourRules = packed;
            ourRulesFrom = from;
        }
        return packed;
    }

    private Instant from() {
        return store.now().minus(BACKWARDS).truncatedTo(ChronoUnit.DAYS);
    }

    private void announce(String versionBefore, String byBefore, String version) {
        int moved = reports.values().stream().mapToInt(ZoneRulesReport::count).sum();
        reports.values().forEach(listener::onZoneRules);
        if (!versionBefore.isEmpty()) {
            listener.onTzdata(Optional.of(versionBefore), byBefore, Strings.nonEmpty(version), moved);
        }
        reports = new LinkedHashMap<>();
    }

    /** Recomputes all due times that one of the changes explains; returns false if it was interrupted. */
    private boolean scan(
            String token,
            ZoneRulesStore.Place first,
            Supplier<List<Change>> changes,
            String version,
            BooleanSupplier mayGoOn) {
        BiFunction<ZoneRulesStore.Place, Integer, ZoneRulesStore.Page<ZoneRulesStore.CronJob>> jobs =
                (place, length) -> store.jobs(token, place, length);
        return pages(first, jobs, page -> moveJobs(token, page, changes, version), mayGoOn)
                && pages(
                        first,
                        (place, length) -> store.schedules(token, place, length),
                        page -> moveSchedules(token, page, changes, version),
                        mayGoOn);
    }

    private <T> boolean pages(
            ZoneRulesStore.Place first,
            BiFunction<ZoneRulesStore.Place, Integer, ZoneRulesStore.Page<T>> read,
            Consumer<ZoneRulesStore.Page<T>> move,
            BooleanSupplier mayGoOn) {
        Optional<ZoneRulesStore.Place> place = Optional.of(first);
        while (place.isPresent()) {
            if (!mayGoOn.getAsBoolean()) {
                return false;
            }
            long start = nanoTime.getAsLong();
            ZoneRulesStore.Page<T> page = read.apply(place.get(), batch.current());
            batch.learn(page.looked(), page.busy(), Duration.ofNanos(nanoTime.getAsLong() - start));
            found |= page.looked() > 0;
            move.accept(page);
            place = page.next();
        }
        return true;
    }

    private void moveJobs(
            String token,
            ZoneRulesStore.Page<ZoneRulesStore.CronJob> page,
            Supplier<List<Change>> changes,
            String version) {
        ZoneRulesStore.Moves moves = new ZoneRulesStore.Moves();
        List<ZoneRulesReport> moved = new ArrayList<>();
        for (ZoneRulesStore.CronJob job : page.items()) {
            Instant due = Scores.instant(job.score());
            for (Change from : changes.get()) {
                Optional<CronChange> change =
                        CronChange.of(job.name(), job.meta(), due, cronZone, from.zones(), page.now());
                if (change.isPresent()) {
                    moves.add(job, change.get());
                    moved.add(new ZoneRulesReport(
                            change.get().zone(),
                            Strings.nonEmpty(from.version()),
                            Strings.nonEmpty(version),
                            1,
                            job.name(),
                            due,
                            change.get().next()));
                    break;
                }
            }
        }
        move(token, moves, moved);
    }

    private void moveSchedules(
            String token, ZoneRulesStore.Page<DueSchedule> page, Supplier<List<Change>> changes, String version) {
        ZoneRulesStore.Moves moves = new ZoneRulesStore.Moves();
        List<ZoneRulesReport> moved = new ArrayList<>();
        for (DueSchedule schedule : page.items()) {
            for (Change from : changes.get()) {
                Optional<ZoneChange> change = ZoneChange.of(schedule, from.zones(), page.now());
                if (change.isPresent()) {
                    moves.add(change.get());
                    moved.add(new ZoneRulesReport(
                            change.get().zone(),
                            Strings.nonEmpty(from.version()),
                            Strings.nonEmpty(version),
                            1,
                            schedule.name(),
                            Scores.ofMicros(schedule.state().due()),
                            change.get().due().orElse(Instant.MAX)));
                    break;
                }
            }
        }
        move(token, moves, moved);
    }

    private void move(String token, ZoneRulesStore.Moves moves, List<ZoneRulesReport> moved) {
        if (moved.isEmpty()) {
            return;
        }
        long start = nanoTime.getAsLong();
        ZoneRulesStore.Moved result = store.move(token, moves);
        List<Boolean> done = result.done();
        batch.learnFurther(done.size(), result.busy(), Duration.ofNanos(nanoTime.getAsLong() - start));
        for (int i = 0; i < moved.size(); i++) {
            if (done.get(i)) {
                reports.merge(moved.get(i).zone(), moved.get(i), ZoneRulesReport::plus);
            }
        }
    }

    /** Computed once. */
    private static final class Memo<T> implements Supplier<T> {
        private final Supplier<T> source;
        private @Nullable T value;

        private Memo(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            T known = value;
            if (known == null) {
                known = source.get();
                value = known;
            }
            return known;
        }
    }
}
