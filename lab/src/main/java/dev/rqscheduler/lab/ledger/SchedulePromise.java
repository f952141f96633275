/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.ledger;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * One named schedule and the replies its clients received. Thread-safe: clients write, the accountant reads at the end.
 */
public final class SchedulePromise {

    private final String name;
    private final Duration step;
    private final boolean eachRuns;
    private Acknowledgement creation = Acknowledgement.UNKNOWN;
    private final Set<String> requested = new HashSet<>();
    private int requestedWithoutReply;

    SchedulePromise(String name, Duration step, boolean eachRuns) {
        this.name = name;
        this.step = step;
        this.eachRuns = eachRuns;
    }

    public String name() {
        return name;
    }

    /** Time between two due times. */
    public Duration step() {
        return step;
    }

    /** Whether each due time must get its run; otherwise each must at least appear in the history. */
    public boolean eachRuns() {
        return eachRuns;
    }

    public synchronized void created(Acknowledgement reply) {
        creation = reply;
    }

    public synchronized Acknowledgement creation() {
        return creation;
    }

    /** Records a confirmed run on request, by the id of its job. */
    public synchronized void requested(String job) {
        requested.add(job);
    }

    /** Records a run on request without a reply. */
    public synchronized void requestedWithoutReply() {
        requestedWithoutReply++;
    }

    public synchronized Set<String> requestedRuns() {
        return Set.copyOf(requested);
    }

    public synchronized int runsWithoutReply() {
        return requestedWithoutReply;
    }

    @Override
    public String toString() {
        return "promise of schedule " + name;
    }
}
