/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import static dev.rqscheduler.redis.connection.RedisConnection.bytes;

import dev.rqscheduler.schedule.DueSchedule;
import dev.rqscheduler.schedule.HistoryEntry;
import dev.rqscheduler.schedule.JobRun;
import dev.rqscheduler.schedule.Next;
import dev.rqscheduler.schedule.RunStep;
import dev.rqscheduler.wire.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link RunStep}s as {@code run_schedules.lua} takes them: what many runs have alike is sent once. */
final class RunArguments {

    private static final byte[] NOTHING = new byte[0];

    /** In the place of what {@link #addRun} adds. */
    private static final List<byte[]> NO_RUN = Collections.nCopies(8, NOTHING);

    private final Map<List<String>, Integer> options = new LinkedHashMap<>();
    private final List<byte[]> steps = new ArrayList<>();

    void add(RunStep step) {
        DueSchedule read = step.read();
        steps.add(bytes(read.name()));
        steps.add(bytes(read.score()));
        steps.add(read.definition());
        steps.add(bytes(read.state().due()));
        steps.add(bytes(read.state().runs()));
        steps.add(bytes(read.state().paused()));
        steps.add(bytes(read.state().skip()));
        steps.add(bytes(read.state().held()));
        addNext(step.next());
        step.run().ifPresentOrElse(this::addRun, () -> steps.addAll(NO_RUN));
        steps.add(bytes(Integer.toString(step.entries().size())));
        for (HistoryEntry entry : step.entries()) {
            steps.add(bytes(entry.json()));
        }
    }

    /** Adds all of it to what comes first. */
    void appendTo(List<byte[]> args) {
        args.add(bytes(Integer.toString(options.size())));
        for (List<String> texts : options.keySet()) {
            args.add(bytes(Integer.toString(texts.size())));
            texts.forEach(text -> args.add(bytes(text)));
        }
        args.addAll(steps);
    }

    private void addNext(Next next) {
        if (next instanceof Next.At at) {
            add("AT", Scores.text(at.moment()), Scores.micros(at.due()));
        } else if (next instanceof Next.Held held) {
            add("HELD", Scores.text(held.until()), Scores.micros(held.due()));
        } else if (next instanceof Next.Broken broken) {
            add("BROKEN", "", broken.problem());
        } else {
            add("FINISHED", "", "");
        }
    }

    private void add(String kind, String score, String detail) {
        steps.add(bytes(kind));
        steps.add(bytes(score));
        steps.add(bytes(detail));
    }

    private void addRun(JobRun run) {
        steps.add(bytes(run.id()));
        steps.add(bytes(run.queue()));
        steps.add(bytes(run.front() ? "1" : "0"));
        steps.add(run.ttl().map(ttl -> bytes(Long.toString(ttl.toSeconds()))).orElse(NOTHING));
        Integer known = options.putIfAbsent(run.options(), options.size() + 1);
        steps.add(bytes(Integer.toString(known == null ? options.size() : known)));
        steps.add(run.data());
        steps.add(run.description());
        steps.add(run.meta());
    }
}
