/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.run.HistoryEntry;
import dev.rqscheduler.internal.run.JobRun;
import dev.rqscheduler.internal.run.RunPlanner;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.store.DuePage;
import dev.rqscheduler.internal.store.RunStore;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs due named schedules: each is read, decided and applied in one step. Not thread-safe. */
final class NamedSchedules implements DueSource {

    /** Maximum per turn, some 40 ms of Redis, because other jobs are due, too. */
    private static final int MOST_PAGES = 16;

    private final RunStore store;
    private final BatchSize batch;
    private final Consumer<Outcome> outcomes;
    private final LongSupplier nanoTime;
    private final RunPlanner planner = new RunPlanner();

    NamedSchedules(RunStore store, BatchSize batch, Consumer<Outcome> outcomes, LongSupplier nanoTime) {
        this.store = store;
        this.batch = batch;
        this.outcomes = outcomes;
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<Instant> nextDue(DuePage page) {
        return page.nextSchedule();
    }

    /**
     * Handles some pages. Before one is decided, the next is requested, queued behind the previous one's steps that
     * Redis is still applying: so Redis always has work while we decide and report.
     */
    @Override
    public Turn turn(String token) {
        try (RunStore.Talk talk = store.talk(token)) {
            int length = batch.current();
            talk.ask(0, length);
            RunStore.Page page = take(talk);
            Turn turn = new Turn(page.now(), page.nextDue(), 0);
            List<RunStep> applying = List.of();
            long since = 0;
            boolean more = !page.schedules().isEmpty();
            for (int pages = 1; more; pages++) {
                more = pages < MOST_PAGES && page.schedules().size() >= length;
                if (more) {
                    length = batch.current();
                    talk.ask(page.schedules().size(), length);
                }
                List<RunStep> steps = decide(page);
                long sent = nanoTime.getAsLong();
                talk.apply(steps);
                turn = settle(talk, applying, since, turn);
                applying = steps;
                since = sent;
                if (more) {
                    page = nextPage(talk, applying, since, turn);
                    more = !page.schedules().isEmpty();
                }
            }
            return settle(talk, applying, since, turn);
        }
    }

    private RunStore.Page take(RunStore.Talk talk) {
        RunStore.Page page = talk.page();
        // The duration of the call says nothing about this script: Redis applied the previous page first.
        if (!page.busy().isZero()) {
            batch.learnFurther(page.schedules().size(), page.busy(), page.busy());
        }
        return page;
    }

    /** Returns the requested page. If it fails, the steps applied before it are reported anyway. */
    private RunStore.Page nextPage(RunStore.Talk talk, List<RunStep> applying, long since, Turn turn) {
        try {
            return take(talk);
        } catch (RedisException failure) {
            try {
                settle(talk, applying, since, turn);
            } catch (RedisException behind) {
                failure.addSuppressed(behind);
            }
            throw failure;
        }
    }

    /** Reads the reply to the steps and reports their outcomes. */
    private Turn settle(RunStore.Talk talk, List<RunStep> steps, long since, Turn turn) {
        if (steps.isEmpty()) {
            return turn;
        }
        RunStore.Applied applied = talk.applied(steps.size());
        // The round trip includes our own work meanwhile: where the script cannot measure itself, pages get smaller
        // because of it.
        batch.learn(steps.size(), applied.busy(), Duration.ofNanos(nanoTime.getAsLong() - since));
        return new Turn(applied.now(), applied.nextDue(), turn.settled() + report(steps, applied));
    }

    private List<RunStep> decide(RunStore.Page page) {
        List<RunStep> steps = new ArrayList<>(page.schedules().size());
        for (RunStore.Read read : page.schedules()) {
            steps.add(
                    read.problem().isEmpty()
                            ? planner.plan(read.schedule(), page.now())
                            : RunPlanner.broken(read.schedule(), read.problem()));
        }
        return steps;
    }

    private int report(List<RunStep> steps, RunStore.Applied applied) {
        int settled = 0;
        for (int i = 0; i < steps.size(); i++) {
            RunStore.Result result = applied.results().get(i);
            settled += result.kind() == RunStore.Kind.CHANGED ? 0 : 1;
            report(steps.get(i), result, applied.now());
        }
        return settled;
    }

    private void report(RunStep step, RunStore.Result result, Instant now) {
        String name = step.read().name();
        if (result.kind() == RunStore.Kind.STUCK) {
            outcomes.accept(new Outcome.Stuck(
                    step.run().map(run -> run.id()).orElse(name),
                    Scores.instant(step.read().score()),
                    result.detail()));
        }
        if (result.kind() == RunStore.Kind.CHANGED || result.kind() == RunStore.Kind.STUCK) {
            return;
        }
        Optional<Instant> next =
                step.next() instanceof RunStep.Next.At at ? Optional.of(at.moment()) : Optional.empty();
        for (HistoryEntry entry : step.entries()) {
            if (entry.reason().isPresent()) {
                outcomes.accept(new Outcome.RunSkipped(
                        name, entry.due(), entry.more(), next, entry.reason().get()));
            } else if (result.kind() == RunStore.Kind.DONE) {
                JobRun run = step.run().orElseThrow();
                Instant due = Scores.instant(step.read().score());
                outcomes.accept(new Outcome.Moved(run.id(), run.queue(), due, now, next, Optional.of(name)));
            }
        }
        if (step.next() instanceof RunStep.Next.Broken broken) {
            outcomes.accept(
                    new Outcome.ScheduleBroken(name, Scores.instant(step.read().score()), broken.problem()));
        } else if (step.next() instanceof RunStep.Next.Finished) {
            outcomes.accept(new Outcome.ScheduleFinished(
                    name, Scores.instant(step.read().score())));
        }
    }
}
