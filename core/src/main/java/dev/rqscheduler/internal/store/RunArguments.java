/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.run.DueSchedule;
import dev.rqscheduler.internal.run.HistoryEntry;
import dev.rqscheduler.internal.run.JobRun;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes {@link RunStep}s as arguments of {@code run_schedules.lua}: what many of them share is sent once. */
final class RunArguments {

    private static final byte[] NOTHING = new byte[0];

    /** What many steps share, as arguments. */
    private record Alike(
            String paused,
            String skip,
            String held,
            String next,
            String queue,
            boolean front,
            Optional<Duration> ttl,
            int entries,
            List<String> options) {

        static Alike of(RunStep step) {
            DueSchedule.State state = step.read().state();
            Optional<JobRun> run = step.run();
            return new Alike(
                    state.paused(),
                    state.skip(),
                    state.held(),
                    word(step.next()),
                    run.map(JobRun::queue).orElse(""),
                    run.filter(JobRun::front).isPresent(),
                    run.flatMap(JobRun::ttl),
                    step.entries().size(),
                    run.map(JobRun::options).orElse(List.of()));
        }

        /** Hand-written, like {@link #equals}: called for each step, and a record's generated one is slower. */
        @Override
        public int hashCode() {
            return 31 * queue.hashCode() + options.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Alike that
                    && options.equals(that.options)
                    && queue.equals(that.queue)
                    && next.equals(that.next)
                    && paused.equals(that.paused)
                    && skip.equals(that.skip)
                    && held.equals(that.held)
                    && front == that.front
                    && entries == that.entries
                    && ttl.equals(that.ttl);
        }

        private static String word(RunStep.Next next) {
            if (next instanceof RunStep.Next.At) {
                return "AT";
            } else if (next instanceof RunStep.Next.Held) {
                return "HELD";
            }
            return next instanceof RunStep.Next.Broken ? "BROKEN" : "FINISHED";
        }

        void appendTo(List<byte[]> args) {
            args.add(bytes(paused));
            args.add(bytes(skip));
            args.add(bytes(held));
            args.add(bytes(next));
            args.add(bytes(queue));
            args.add(bytes(front ? "1" : "0"));
            args.add(ttl.map(time -> bytes(time.toSeconds())).orElse(NOTHING));
            args.add(bytes(entries));
            args.add(bytes(options.size()));
            options.forEach(text -> args.add(bytes(text)));
        }
    }

    private final Map<Alike, byte[]> kinds = new LinkedHashMap<>();
    private final List<byte[]> steps = new ArrayList<>();

    void add(RunStep step) {
        DueSchedule read = step.read();
        steps.add(kind(Alike.of(step)));
        steps.add(bytes(read.name()));
        steps.add(bytes(read.score()));
        steps.add(read.definition());
        steps.add(bytes(read.state().due()));
        steps.add(bytes(read.state().runs()));
        addNext(step.next());
        if (step.run().isPresent()) {
            JobRun run = step.run().get();
            add(bytes(run.id()), run.data(), run.description(), run.meta());
        } else {
            add(NOTHING, NOTHING, NOTHING, NOTHING);
        }
        for (HistoryEntry entry : step.entries()) {
            steps.add(bytes(entry.json()));
        }
    }

    private byte[] kind(Alike alike) {
        byte[] number = kinds.get(alike);
        if (number == null) {
            number = bytes(kinds.size() + 1);
            kinds.put(alike, number);
        }
        return number;
    }

    /** Appends everything to the first arguments. */
    void appendTo(List<byte[]> args) {
        args.add(bytes(kinds.size()));
        kinds.keySet().forEach(kind -> kind.appendTo(args));
        args.addAll(steps);
    }

    private void addNext(RunStep.Next next) {
        if (next instanceof RunStep.Next.At at) {
            add(bytes(Scores.text(at.moment())), bytes(Scores.micros(at.due())));
        } else if (next instanceof RunStep.Next.Held held) {
            add(bytes(Scores.text(held.until())), bytes(Scores.micros(held.due())));
        } else if (next instanceof RunStep.Next.Broken broken) {
            add(NOTHING, bytes(broken.problem()));
        } else {
            add(NOTHING, NOTHING);
        }
    }

    private void add(byte[]... texts) {
        steps.addAll(List.of(texts));
    }
}
