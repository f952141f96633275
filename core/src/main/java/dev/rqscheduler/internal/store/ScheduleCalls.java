/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.Reply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/** New jobs as the arguments of one call of schedule_jobs.lua after the other. */
final class ScheduleCalls implements Iterator<List<byte[]>> {

    private final Iterator<NewJob> jobs;
    private final ScriptClock clock;
    private final BiConsumer<NewJob, Instant> scheduled;
    private final Deque<ScheduleCall> underWay = new ArrayDeque<>();

    ScheduleCalls(Iterator<NewJob> jobs, ScriptClock clock, BiConsumer<NewJob, Instant> scheduled) {
        this.jobs = jobs;
        this.clock = clock;
        this.scheduled = scheduled;
    }

    @Override
    public boolean hasNext() {
        return jobs.hasNext();
    }

    @Override
    public List<byte[]> next() {
        ScheduleCall call = ScheduleCall.of(jobs);
        underWay.add(call);
        return call.arguments(clock);
    }

    /** Handles the reply to the earliest call without one. */
    void settle(Reply reply) {
        underWay.remove().settle(reply, scheduled);
    }
}
