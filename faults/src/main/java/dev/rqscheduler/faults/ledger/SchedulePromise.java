/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.ledger;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * One named schedule, and what those who put and steered it were told. Thread-safe: they write, the accountant reads at the
 * end.
 */
public final class SchedulePromise {

    private final String name;
    private final Duration step;
    private final boolean eachRuns;
    private Answer put = Answer.UNKNOWN;
    private final Set<String> asked = new HashSet<>();
    private int askedWithoutAnswer;

    SchedulePromise(String name, Duration step, boolean eachRuns) {
        this.name = name;
        this.step = step;
        this.eachRuns = eachRuns;
    }

    public String name() {
        return name;
    }

    /** From one due time to the next. */
    public Duration step() {
        return step;
    }

    /** Whether each due time gets its run; else each is at least accounted for in the history. */
    public boolean eachRuns() {
        return eachRuns;
    }

    public synchronized void put(Answer answer) {
        put = answer;
    }

    public synchronized Answer putting() {
        return put;
    }

    /** A run was asked for, and is there: the id of its job. */
    public synchronized void asked(String job) {
        asked.add(job);
    }

    /** A run was asked for, and nobody knows whether it is there. */
    public synchronized void askedWithoutAnswer() {
        askedWithoutAnswer++;
    }

    public synchronized Set<String> runsAskedFor() {
        return Set.copyOf(asked);
    }

    public synchronized int runsWithoutAnswer() {
        return askedWithoutAnswer;
    }

    @Override
    public String toString() {
        return "promise of schedule " + name;
    }
}
