/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/** New jobs as the arguments of one call of schedule_jobs.lua after the other. */
final class ScheduleCalls implements Iterator<List<byte[]>> {

    private final Iterator<NewJob> jobs;
    private final ScriptClock clock;
    private final BiConsumer<NewJob, Instant> scheduled;
    private final Deque<Call> underWay = new ArrayDeque<>();

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
        Call call = Call.of(jobs);
        underWay.add(call);
        return call.arguments(clock);
    }

    /** Handles the reply to the earliest call without one. */
    void settle(Reply reply) {
        underWay.remove().settle(reply, scheduled);
    }

    /** One call of schedule_jobs.lua: as many jobs as Redis may be held for. */
    private static final class Call {

        /** A job keeps Redis busy for 8 to 10 microseconds, and larger calls are no cheaper per job. */
        private static final int MAX_JOBS = 100;

        /** Bytes, for jobs with long arguments. */
        private static final int MAX_BYTES = 512 * 1024;

        private final List<NewJob> jobs = new ArrayList<>();
        private final IdentityHashMap<NewJob.Template, byte[]> numbers = new IdentityHashMap<>();
        private final List<byte[]> templateArgs = new ArrayList<>();
        private final List<byte[]> jobArgs = new ArrayList<>();
        private long size;

        private Call() {}

        /** Takes the next jobs, at least one; there must be one. */
        static Call of(Iterator<NewJob> jobs) {
            Call call = new Call();
            do {
                call.add(jobs.next());
            } while (jobs.hasNext() && call.jobs.size() < MAX_JOBS && call.size < MAX_BYTES);
            return call;
        }

        private void add(NewJob job) {
            jobs.add(job);
            put(jobArgs, numbers.computeIfAbsent(job.template(), this::describe));
            put(jobArgs, bytes(job.id()));
            put(jobArgs, bytes(time(job.when())));
            job.values().forEach(value -> put(jobArgs, value));
        }

        private byte[] describe(NewJob.Template template) {
            put(templateArgs, bytes(template.texts().size()));
            put(templateArgs, bytes(template.names().size()));
            template.texts().forEach(text -> put(templateArgs, text));
            template.names().forEach(name -> put(templateArgs, name));
            return bytes(numbers.size() + 1);
        }

        private void put(List<byte[]> args, byte[] arg) {
            args.add(arg);
            size += arg.length;
        }

        private static String time(NewJob.When when) {
            return when instanceof NewJob.In in
                    ? "+" + Scores.micros(Instant.EPOCH.plus(in.delay()))
                    : Scores.text(((NewJob.At) when).due());
        }

        List<byte[]> arguments(ScriptClock clock) {
            List<byte[]> args = new ArrayList<>(3 + templateArgs.size() + jobArgs.size());
            args.add(bytes(clock.argument()));
            args.add(bytes(RqKeys.WAKE_UP));
            args.add(bytes(numbers.size()));
            args.addAll(templateArgs);
            args.addAll(jobArgs);
            return args;
        }

        /** Reports each job's due time, in order, from the script's reply. */
        void settle(Reply reply, BiConsumer<NewJob, Instant> scheduled) {
            Instant now = Scores.ofMicros(reply.text());
            for (NewJob job : jobs) {
                Instant due =
                        job.when() instanceof NewJob.In in ? now.plus(in.delay()) : ((NewJob.At) job.when()).due();
                scheduled.accept(job, due.truncatedTo(ChronoUnit.MICROS));
            }
        }
    }
}
