/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.DueJob;
import dev.rqscheduler.internal.move.JobField;
import dev.rqscheduler.internal.store.Applied;
import dev.rqscheduler.internal.store.DueStore;
import dev.rqscheduler.internal.wire.Strings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about jobs that are not plain one-offs, each on its own, and applies the decisions in one fenced call that
 * also writes the next runs. Not thread-safe.
 */
final class JobEnqueuer {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.LOGGER);

    /** Each costs a read of another job's hash: this many take about a millisecond. */
    private static final int MAX_DEPENDENCIES_A_CALL = 1_000;

    private final DueStore store;
    private final Decider decider;
    private final BatchSize batch;
    private final Consumer<Outcome> outcomes;
    private final LongSupplier nanoTime;

    JobEnqueuer(DueStore store, Decider decider, BatchSize batch, Consumer<Outcome> outcomes, LongSupplier nanoTime) {
        this.store = store;
        this.decider = decider;
        this.batch = batch;
        this.outcomes = outcomes;
        this.nanoTime = nanoTime;
    }

    /**
     * What remains after a batch.
     *
     * @param nextDue the earliest job still scheduled that is not stuck
     * @param stuck how many jobs Redis refused to move
     * @param settled how many were handled and are no longer due
     */
    record Enqueued(Instant now, Optional<Instant> nextDue, int stuck, int settled) {}

    /**
     * @param now the time by Redis's clock at which the jobs were found due
     */
    Enqueued enqueue(String token, List<DueJob> jobs, Instant now, int passOver) {
        List<Decision> decisions = new ArrayList<>(jobs.size());
        for (DueJob job : jobs) {
            decisions.add(decider.decide(job, now));
        }
        Enqueued sum = new Enqueued(now, Optional.empty(), 0, 0);
        for (int from = 0; from < decisions.size(); ) {
            int to = endOfCall(decisions, from);
            Enqueued part = apply(token, decisions.subList(from, to), passOver + sum.stuck());
            sum = new Enqueued(part.now(), part.nextDue(), sum.stuck() + part.stuck(), sum.settled() + part.settled());
            from = to;
        }
        return sum;
    }

    private static int endOfCall(List<Decision> decisions, int from) {
        int dependencies = 0;
        int to = from;
        while (to < decisions.size()) {
            if (decisions.get(to) instanceof Decision.Move move) {
                dependencies += move.dependencies().size();
            }
            if (to > from && dependencies > MAX_DEPENDENCIES_A_CALL) {
                break;
            }
            to++;
        }
        return to;
    }

    private Enqueued apply(String token, List<Decision> decisions, int passOver) {
        long start = nanoTime.getAsLong();
        Applied applied = store.apply(token, decisions, passOver);
        reportEvicted(applied);
        batch.learnFurther(decisions.size(), applied.busy(), Duration.ofNanos(nanoTime.getAsLong() - start));
        int stuck = 0;
        int settled = 0;
        List<Decision> badKeys = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Applied.Result result = applied.results().get(i);
            switch (result.kind()) {
                case STUCK -> stuck++;
                case GONE, CHANGED ->
                    log.debug("job {}: {}", decisions.get(i).job().id(), result.kind());
                case BADKEY ->
                    badKeys.add(new Decision.Quarantine(decisions.get(i).job(), QuarantineCause.KEY, result.detail()));
                default -> settled++;
            }
            report(decisions.get(i), result, applied.now());
        }
        if (badKeys.isEmpty()) {
            return new Enqueued(applied.now(), applied.nextDue(), stuck, settled);
        }
        Applied quarantined = store.apply(token, badKeys, passOver + stuck);
        reportEvicted(quarantined);
        for (int i = 0; i < badKeys.size(); i++) {
            Applied.Result result = quarantined.results().get(i);
            if (result.kind() == Applied.Kind.STUCK) {
                stuck++;
            } else if (result.kind() == Applied.Kind.QUARANTINED) {
                settled++;
            }
            report(badKeys.get(i), result, quarantined.now());
        }
        return new Enqueued(quarantined.now(), quarantined.nextDue(), stuck, settled);
    }

    private void reportEvicted(Applied applied) {
        for (Applied.Evicted job : applied.evicted()) {
            outcomes.accept(new Outcome.Evicted(job.id(), job.due(), job.reason()));
        }
    }

    private void report(Decision decision, Applied.Result result, Instant now) {
        DueJob job = decision.job();
        switch (result.kind()) {
            case MOVED -> {
                Decision.Move move = (Decision.Move) decision;
                move.remarks().forEach(remark -> log.info("job {}: {}", job.id(), remark));
                outcomes.accept(new Outcome.Moved(job.id(), job.text(JobField.ORIGIN), job.due(), now, move.next()));
            }
            case DEFERRED ->
                outcomes.accept(new Outcome.Deferred(
                        job.id(), job.text(JobField.ORIGIN), job.due(), ((Decision.Move) decision).next()));
            case SKIPPED -> {
                Decision.Skip skip = (Decision.Skip) decision;
                outcomes.accept(new Outcome.Skipped(
                        job.id(), job.text(JobField.ORIGIN), job.due(), skip.next(), skip.cause(), skip.reason()));
            }
            case QUARANTINED -> {
                Decision.Quarantine aside = (Decision.Quarantine) decision;
                outcomes.accept(new Outcome.Quarantined(
                        job.id(),
                        Strings.nonEmpty(job.text(JobField.ORIGIN)),
                        job.due(),
                        aside.cause(),
                        aside.reason()));
            }
            case STUCK -> outcomes.accept(new Outcome.Stuck(job.id(), job.due(), result.detail()));
            case GONE, CHANGED, BADKEY -> {}
        }
    }
}
