/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.BacklogStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.survey.OverviewInspection;
import dev.rqscheduler.internal.survey.OverviewInspection.Look;
import dev.rqscheduler.internal.survey.OverviewInspection.Seen;
import dev.rqscheduler.internal.survey.PresenceInspection;
import dev.rqscheduler.internal.survey.PresenceInspection.Instance;
import dev.rqscheduler.internal.survey.PresenceInspection.Instances;
import dev.rqscheduler.internal.survey.PresenceInspection.Scanned;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Strings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Reads {@link Overview}s repeatedly: each costs Redis a few milliseconds in short steps, whatever it holds. Anything
 * that would cost more is read incrementally: each time some keys are scanned for Python's schedulers, and named
 * schedules are recounted at most every ten seconds. Thread-safe.
 */
public final class OverviewReader {

    private static final int RUNS = 20;
    private static final int SCHEDULES = 200;
    private static final int QUARANTINED = 5;
    private static final long KEYS_A_LOOK = 4_000;
    private static final int MOST_NAMES = 100;
    private static final Duration STATES_AGE = Duration.ofSeconds(10);

    private final OverviewInspection survey;
    private final PresenceInspection presence;

    private final TreeSet<String> names = new TreeSet<>();
    private String cursor = "0";
    private boolean wentRound;
    private boolean mayScan = true;

    private Optional<BacklogStore.Stats.States> states = Optional.of(BacklogStore.Stats.States.NONE);
    private Instant statesAt = Instant.MIN;

    public OverviewReader(RedisConnection redis) {
        this(redis, ScriptClock.REDIS);
    }

    public OverviewReader(RedisConnection redis, ScriptClock clock) {
        this.survey = new OverviewInspection(redis, clock);
        this.presence = new PresenceInspection(redis);
    }

    /**
     * @throws RedisException if Redis is unavailable
     */
    public synchronized Overview read() {
        scan();
        Look look = survey.look(RUNS, SCHEDULES, QUARANTINED, ComingRuns.MINUTES, names);
        List<Instance> alive = look.schedulers().stream()
                .map(Seen::instance)
                .filter(Instance::alive)
                .toList();
        names.removeIf(
                name -> alive.stream().noneMatch(instance -> instance.name().equals(name)));
        Optional<String> holder = Presence.name(look.lock());
        Presence who = new Presence(
                look.lock(),
                holder.flatMap(name -> alive.stream()
                        .filter(instance -> instance.name().equals(name))
                        .findFirst()),
                new Instances(alive, wentRound ? 0 : -1, 0));
        ComingRuns.Coming coming = ComingRuns.of(look, RUNS);
        return new Overview(
                look.now(),
                new Overview.Lead(who.leader(), holder, look.lock().rest()),
                look.schedulers().stream()
                        .filter(seen -> seen.instance().alive())
                        .map(seen -> scheduler(seen, holder, look.now()))
                        .sorted(Comparator.comparing(Overview.Scheduler::leader)
                                .reversed()
                                .thenComparing(Overview.Scheduler::name))
                        .toList(),
                wentRound,
                backlog(look),
                schedules(look),
                new Overview.Quarantine(number(look.quarantined()), look.newestQuarantined()),
                coming.minutes(),
                coming.runs());
    }

    /** Scans a further part of the keys, from where the last scan ended. */
    private void scan() {
        if (!mayScan) {
            return;
        }
        try {
            Scanned scanned = presence.scan(cursor, KEYS_A_LOOK);
            scanned.names().stream().limit(MOST_NAMES).forEach(names::add);
            cursor = scanned.cursor();
            wentRound |= scanned.ended();
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.UNREACHABLE) {
                throw e;
            }
            // Without permission to scan the keys, Python's schedulers stay unknown.
            mayScan = false;
        }
    }

    private static Overview.Scheduler scheduler(Seen seen, Optional<String> holder, Instant now) {
        Instance instance = seen.instance();
        Map<String, String> fields = instance.fields();
        return new Overview.Scheduler(
                instance.name(),
                instance.ours(),
                holder.filter(instance.name()::equals).isPresent(),
                text(fields, "host"),
                text(fields, "pid"),
                text(fields, "version"),
                birth(fields.getOrDefault("birth", "")),
                seen.heartbeat().map(beat -> Duration.between(beat, now)),
                instance.rest(),
                work(fields));
    }

    private static Optional<String> text(Map<String, String> fields, String name) {
        return Strings.nonEmpty(fields.getOrDefault(name, ""));
    }

    private static Optional<Overview.Work> work(Map<String, String> fields) {
        try {
            String late = fields.getOrDefault("late", "");
            return Optional.of(new Overview.Work(
                    Long.parseLong(fields.getOrDefault("moved", "")),
                    late.isEmpty()
                            ? Optional.empty()
                            : Optional.of(Duration.between(Instant.EPOCH, Scores.instant(late)))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> birth(String seconds) {
        try {
            return Optional.of(Scores.instant(seconds));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Overview.Backlog backlog(Look look) {
        boolean usable = look.type().equals("zset") || look.type().equals("none");
        return new Overview.Backlog(
                usable
                        ? Optional.empty()
                        : Optional.of(
                                look.type().equals("unknown")
                                        ? "rq:scheduler:scheduled_jobs could not be read"
                                        : "rq:scheduler:scheduled_jobs is a " + look.type() + ", not a zset"),
                number(look.jobs()),
                number(look.due()),
                look.earliest().filter(earliest -> !earliest.isAfter(look.now())),
                look.next());
    }

    private Overview.Schedules schedules(Look look) {
        Instant now = look.now();
        boolean counted = look.schedules() < 0
                || states.map(BacklogStore.Stats.States::sum).orElse(look.schedules()) == look.schedules();
        boolean fresh = !statesAt.isBefore(now.minus(STATES_AGE)) && !statesAt.isAfter(now);
        if (!fresh || !counted) {
            states = look.schedules() == 0 ? Optional.of(BacklogStore.Stats.States.NONE) : states();
            statesAt = now;
        }
        return new Overview.Schedules(
                number(look.schedules()),
                inState(BacklogStore.Stats.States::active),
                inState(BacklogStore.Stats.States::paused),
                inState(BacklogStore.Stats.States::waiting),
                inState(BacklogStore.Stats.States::finished),
                inState(BacklogStore.Stats.States::broken),
                Duration.between(statesAt, now));
    }

    private OptionalLong inState(ToLongFunction<BacklogStore.Stats.States> state) {
        return states.map(known -> OptionalLong.of(state.applyAsLong(known))).orElseGet(OptionalLong::empty);
    }

    /** Returns a number as the survey reads it: negative where Redis refuses. */
    static OptionalLong number(long read) {
        return read < 0 ? OptionalLong.empty() : OptionalLong.of(read);
    }

    /** Empty where Redis refuses: an overview of the rest is better than none. */
    private Optional<BacklogStore.Stats.States> states() {
        try {
            return Optional.of(survey.states());
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.UNREACHABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
