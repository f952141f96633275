/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import static dev.rqscheduler.redis.connection.RedisConnection.bytes;

import dev.rqscheduler.schedule.DueSchedule;
import dev.rqscheduler.schedule.HistoryEntry;
import dev.rqscheduler.schedule.JobRun;
import dev.rqscheduler.schedule.Next;
import dev.rqscheduler.schedule.RunStep;
import dev.rqscheduler.wire.Scores;
import java.util.List;

/** A {@link RunStep} as {@code run_schedules.lua} takes it. */
final class RunArguments {

    private static final byte[] NOTHING = new byte[0];

    private RunArguments() {}

    static void add(List<byte[]> args, RunStep step) {
        DueSchedule read = step.read();
        args.add(bytes(read.name()));
        args.add(bytes(read.score()));
        args.add(read.definition());
        args.add(bytes(read.state().due()));
        args.add(bytes(read.state().runs()));
        args.add(bytes(read.state().paused()));
        args.add(bytes(read.state().skip()));
        args.add(bytes(read.state().held()));
        addNext(args, step.next());
        args.add(bytes(Integer.toString(step.entries().size())));
        for (HistoryEntry entry : step.entries()) {
            args.add(bytes(entry.json()));
        }
        step.run().ifPresentOrElse(run -> addRun(args, run), () -> args.add(NOTHING));
    }

    private static void addNext(List<byte[]> args, Next next) {
        if (next instanceof Next.At at) {
            add(args, "AT", Scores.text(at.moment()), Scores.micros(at.due()));
        } else if (next instanceof Next.Held held) {
            add(args, "HELD", Scores.text(held.until()), Scores.micros(held.due()));
        } else if (next instanceof Next.Broken broken) {
            add(args, "BROKEN", "", broken.problem());
        } else {
            add(args, "FINISHED", "", "");
        }
    }

    private static void add(List<byte[]> args, String kind, String score, String detail) {
        args.add(bytes(kind));
        args.add(bytes(score));
        args.add(bytes(detail));
    }

    private static void addRun(List<byte[]> args, JobRun run) {
        args.add(bytes(run.id()));
        args.add(bytes(run.queue()));
        args.add(bytes(run.front() ? "1" : "0"));
        args.add(run.ttl().map(ttl -> bytes(Long.toString(ttl.toSeconds()))).orElse(NOTHING));
        args.add(bytes(Integer.toString(run.fields().size())));
        args.addAll(run.fields());
    }
}
