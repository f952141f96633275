/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.SchedulePage;
import dev.rqscheduler.api.ScheduleSearch;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.internal.client.ActiveZoneRules;
import dev.rqscheduler.internal.client.ScheduleDiff;
import dev.rqscheduler.internal.client.ScheduleSearcher;
import dev.rqscheduler.internal.client.StoredScheduleReader;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.run.JobRun;
import dev.rqscheduler.internal.run.RunPlanner;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.schedule.ScheduleName;
import dev.rqscheduler.internal.store.HistoryStore;
import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.ScheduleControl;
import dev.rqscheduler.internal.store.ScheduleControl.Steered;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.StoredSchedule;
import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates, reads and controls named schedules. They live in Redis; a scheduler process runs them. Thread-safe.
 *
 * <p>Upserting the same definition again is a no-op: next run and counters stay. So an application can upsert its
 * schedules at every start, from any number of processes.
 *
 * <p>All methods throw {@link dev.rqscheduler.api.RedisException} if Redis cannot be reached or answers with an
 * error; those that take a name throw {@link ScheduleNotFoundException} if there is no such schedule; those
 * that change something throw {@link ConflictException} if other clients changed the same schedule during each of 20 attempts.
 *
 * <pre>{@code
 * Schedules schedules = scheduler.schedules("deploy@web1");
 * schedules.put(Schedule.builder("nightly", JobSpec.of("shop.jobs.report")).cron("H 3 * * *").build());
 * schedules.pause("nightly", "the warehouse moves");
 * }</pre>
 */
public final class Schedules {

    /** Maximum attempts for an update that conflicts with another client's change. */
    private static final int TRIES = 20;

    private final NamedScheduleStore store;
    private final ScheduleControl steering;
    private final HistoryStore histories;
    private final ActiveZoneRules rules;
    private final String who;

    /**
     * @param who who makes changes, recorded with each of them
     */
    Schedules(RedisConnection redis, ScriptClock clock, String who) {
        this.store = new NamedScheduleStore(redis, clock);
        this.steering = new ScheduleControl(redis, clock);
        this.histories = new HistoryStore(redis);
        this.rules = new ActiveZoneRules(new ZoneRulesStore(redis, clock));
        this.who = who;
    }

    /**
     * Upserts a schedule: creates it, or updates the one with that name, or does nothing if it is the same. An update
     * keeps counters, history and a pause; the next run is recomputed from now.
     *
     * @throws BadScheduleException if it would never run; nothing was stored
     */
    public ScheduleChange put(Schedule schedule) {
        for (int i = 0; i < TRIES; i++) {
            Optional<StoredSchedule> before = store.read(schedule.name());
            Instant now = store.now();
            ActiveZoneRules.Computed computed = rules.of(schedule);
            Schedule effective = computed.schedule();
            ScheduleChange change = ScheduleDiff.of(before, effective, now);
            if (change.kind() == ScheduleChange.Kind.UNCHANGED) {
                return change;
            }
            Instant due = ScheduleDiff.nextDue(before, effective, now);
            if (store.put(
                    schedule.name(),
                    before,
                    ScheduleJson.text(schedule),
                    due,
                    Plans.of(effective).moment(due),
                    computed.version(),
                    who)) {
                return change;
            }
        }
        throw raced(schedule.name());
    }

    public Optional<ScheduleStatus> get(String name) {
        return store.read(ScheduleName.require(name))
                .map(stored -> StoredScheduleReader.status(
                        stored, histories.of(name, 1).stream().findFirst()));
    }

    /** Streams all schedules, sorted by name, read page by page as the stream is consumed. */
    public Stream<ScheduleStatus> list() {
        return StoredScheduleReader.all(store).map(stored -> StoredScheduleReader.status(stored, stored.newest()));
    }

    /** Searches the schedules, one page at a time, at bounded cost. */
    public SchedulePage search(ScheduleSearch search) {
        return new ScheduleSearcher(store, histories).search(search);
    }

    /** Returns the number of schedules. */
    public long count() {
        return store.count();
    }

    /**
     * Stops runs until the schedule is resumed; due times that pass meanwhile are recorded in the history as skipped.
     *
     * @param reason shown with the schedule
     * @return false if it was already paused; the reason is updated anyway
     */
    public boolean pause(String name, String reason) {
        return steer(name, () -> steering.pause(ScheduleName.require(name), reason, who));
    }

    /**
     * Resumes runs, from the first due time after now, or from one whose jitter has not elapsed. Due times since the
     * scheduler's last pass are also recorded in the history as skipped.
     *
     * @return false if it was not paused
     */
    public boolean resume(String name) {
        return steer(name, () -> {
            StoredSchedule stored = stored(name);
            Instant now = store.now();
            try {
                ActiveZoneRules.Computed computed = rules.of(ScheduleJson.parse(name, stored.definition()));
                RunPlanner.Resumption resumed = RunPlanner.resume(computed.schedule(), stored.instant(Field.DUE), now);
                return steering.resume(stored, resumed.next(), resumed.passed(), computed.version(), who);
            } catch (BadScheduleException e) {
                return steering.resume(
                        stored, new RunStep.Next.Broken(String.valueOf(e.getMessage())), Optional.empty(), "", who);
            }
        });
    }

    /**
     * Queues a run now, paused or not. Manual runs are counted separately and do not change the timetable.
     *
     * @return the id of its job
     * @throws BadScheduleException if its definition is invalid
     */
    public String runNow(String name) {
        return untilSettled(name, () -> {
                    StoredSchedule stored = stored(name);
                    Instant now = store.now();
                    JobRun run = JobRun.manual(ScheduleJson.parse(name, stored.definition()), now);
                    return new Attempt<>(steering.runNow(name, stored.definition(), run, now, who), run.id());
                })
                .value();
    }

    /**
     * Skips the next run.
     *
     * @return the skipped due time; empty if there is none to come
     */
    public Optional<Instant> skipNext(String name) {
        return untilSettled(name, () -> {
                    Optional<Instant> due = stored(name).instant(Field.DUE);
                    return new Attempt<>(
                            due.map(time -> steering.skip(name, time, who)).orElse(Steered.UNCHANGED), due);
                })
                .value();
    }

    /** Deletes a schedule and its history; jobs it has already queued stay. Returns false if there was none. */
    public boolean delete(String name) {
        return steering.delete(ScheduleName.require(name), who) == Steered.DONE;
    }

    /**
     * Returns the outcomes of its recent due times, newest first.
     *
     * @param length maximum number of entries
     */
    public List<RunRecord> history(String name, int length) {
        stored(name);
        return histories.of(name, length).stream()
                .map(StoredScheduleReader::record)
                .toList();
    }

    /**
     * Returns its next due times, without jitter; for a paused schedule as if it were running.
     *
     * @throws BadScheduleException if its definition is invalid
     */
    public List<Instant> next(String name, int count) {
        StoredSchedule stored = stored(name);
        return Plans.of(ScheduleJson.parse(name, stored.definition())).next(store.now(), count);
    }

    /**
     * Returns what {@link #apply} would change.
     *
     * @param group group whose schedules are deleted if not among those given; empty to delete none
     */
    public List<ScheduleChange> plan(Collection<Schedule> schedules, Optional<String> group) {
        Instant now = store.now();
        List<ScheduleChange> changes = new ArrayList<>();
        for (Schedule schedule : schedules) {
            changes.add(ScheduleDiff.of(store.read(schedule.name()), schedule, now));
        }
        strangers(schedules, group).forEach(stored -> changes.add(ScheduleDiff.removed(stored)));
        return changes;
    }

    /**
     * Upserts all schedules, each in one step; all are checked before the first is written.
     *
     * @param group group whose schedules are deleted if not among those given; empty to delete none
     * @throws BadScheduleException if one of them would never run; nothing was written then
     */
    public List<ScheduleChange> apply(Collection<Schedule> schedules, Optional<String> group) {
        plan(schedules, Optional.empty());
        List<ScheduleChange> changes = new ArrayList<>();
        for (Schedule schedule : schedules) {
            changes.add(put(schedule));
        }
        for (StoredSchedule stored : strangers(schedules, group)) {
            if (delete(stored.name())) {
                changes.add(ScheduleDiff.removed(stored));
            }
        }
        return changes;
    }

    private List<StoredSchedule> strangers(Collection<Schedule> schedules, Optional<String> group) {
        if (group.isEmpty()) {
            return List.of();
        }
        Set<String> names = schedules.stream().map(Schedule::name).collect(Collectors.toSet());
        return StoredScheduleReader.all(store)
                .filter(stored -> !names.contains(stored.name()))
                .filter(stored -> StoredScheduleReader.status(stored, Optional.empty())
                        .schedule()
                        .filter(schedule -> schedule.group().equals(group.get()))
                        .isPresent())
                .toList();
    }

    private StoredSchedule stored(String name) {
        return store.read(ScheduleName.require(name)).orElseThrow(() -> new ScheduleNotFoundException(name));
    }

    private static boolean steer(String name, Supplier<Steered> attempt) {
        return untilSettled(name, () -> new Attempt<>(attempt.get(), name)).outcome() == Steered.DONE;
    }

    private record Attempt<T>(Steered outcome, T value) {}

    /** Retries while another client's change conflicts. */
    private static <T> Attempt<T> untilSettled(String name, Supplier<Attempt<T>> steering) {
        for (int i = 0; i < TRIES; i++) {
            Attempt<T> attempt = steering.get();
            if (attempt.outcome() == Steered.UNKNOWN) {
                throw new ScheduleNotFoundException(name);
            } else if (attempt.outcome() != Steered.RACED) {
                return attempt;
            }
        }
        throw raced(name);
    }

    private static ConflictException raced(String name) {
        return new ConflictException(
                "schedule " + name + " was changed by another client during each of " + TRIES + " attempts");
    }
}
