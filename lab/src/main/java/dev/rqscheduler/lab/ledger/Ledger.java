/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All promises made in one arena. Thread-safe. */
public final class Ledger {

    private final Map<String, Promise> promises = new ConcurrentHashMap<>();
    private final Map<String, SchedulePromise> schedules = new ConcurrentHashMap<>();
    private final Set<String> ownKeys = ConcurrentHashMap.newKeySet();

    /**
     * Records a new promise, before the call that requests it.
     *
     * @throws IllegalStateException if the id is taken
     */
    public Promise promise(String id, ExpectedRuns runs, ExpectedOutcome outcome) {
        Promise promise = new Promise(id, runs, outcome);
        if (promises.putIfAbsent(id, promise) != null) {
            throw new IllegalStateException("two promises for " + id);
        }
        return promise;
    }

    /**
     * Records a new promise of a named schedule, before the call that creates it.
     *
     * @param eachRuns whether each due time must get its run; otherwise each must at least appear in the history
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

    /** Registers a key that the campaign writes itself, so that the accountant ignores it. */
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
