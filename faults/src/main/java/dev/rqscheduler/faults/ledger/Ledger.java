/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All promises of one arena. Thread-safe. */
public final class Ledger {

    private final Map<String, Promise> promises = new ConcurrentHashMap<>();
    private final Map<String, SchedulePromise> schedules = new ConcurrentHashMap<>();
    private final Set<String> ownKeys = ConcurrentHashMap.newKeySet();

    /**
     * A new promise, noted before the call that asks for it.
     *
     * @throws IllegalStateException if the id is taken
     */
    public Promise promise(String id, Rhythm rhythm, Fate fate) {
        Promise promise = new Promise(id, rhythm, fate);
        if (promises.putIfAbsent(id, promise) != null) {
            throw new IllegalStateException("two promises for " + id);
        }
        return promise;
    }

    /**
     * A new promise of a named schedule, noted before the call that puts it.
     *
     * @param eachRuns whether each due time gets its run; else each is at least accounted for in the history
     */
    public SchedulePromise schedule(String name, Duration step, boolean eachRuns) {
        SchedulePromise promise = new SchedulePromise(name, step, eachRuns);
        if (schedules.putIfAbsent(name, promise) != null) {
            throw new IllegalStateException("two promises for schedule " + name);
        }
        return promise;
    }

    public Collection<SchedulePromise> schedules() {
        return schedules.values();
    }

    /** A key that is written by hand, so that the accountant does not wonder about it. */
    public void ownKey(String key) {
        ownKeys.add(key);
    }

    public boolean isOwnKey(String key) {
        return ownKeys.contains(key);
    }

    public Optional<Promise> of(String id) {
        return Optional.ofNullable(promises.get(id));
    }

    public Collection<Promise> all() {
        return promises.values();
    }

    public int size() {
        return promises.size();
    }
}
