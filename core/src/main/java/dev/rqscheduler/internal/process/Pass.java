/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.internal.store.DuePage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One pass over the due jobs: page after page until nothing more is due. Keeps no state between runs. Not thread-safe.
 */
final class Pass {

    /** A page whose jobs all change concurrently is rare; after three in a row the rest is left to the next pass. */
    private static final int MAX_FRUITLESS = 3;

    private final JobRetriever retriever;
    private final JobEnqueuer enqueuer;
    private final List<DueSource> sources;

    /**
     * @param sources get a turn after each page if they are due: a long backlog must not make them late
     */
    Pass(JobRetriever retriever, JobEnqueuer enqueuer, List<DueSource> sources) {
        this.retriever = retriever;
        this.enqueuer = enqueuer;
        this.sources = List.copyOf(sources);
    }

    /**
     * The result of a pass.
     *
     * @param untilNextDue time from the last read until the next job is due; zero or less if one is already due; empty
     *     if nothing more is scheduled
     * @param settled how many jobs were handled
     * @param stuck how many due jobs Redis refused to move
     * @param now the time by Redis's clock at the last read
     */
    record Result(Optional<Duration> untilNextDue, int settled, int stuck, Instant now) {
        boolean moreIsDue() {
            return untilNextDue.isPresent()
                    && (untilNextDue.get().isNegative() || untilNextDue.get().isZero());
        }
    }

    /**
     * @param mayGoOn called before each page but the first: whether to read another
     * @throws dev.rqscheduler.internal.store.LeaseLostException if the lock is another's
     */
    Result run(String token, BooleanSupplier mayGoOn) {
        try (retriever) {
            retriever.ask(token, 0);
            Result result = new Result(Optional.empty(), 0, 0, Instant.EPOCH);
            int fruitless = 0;
            boolean goesOn = true;
            while (goesOn) {
                DuePage page = retriever.next();
                boolean reported = !page.undecided().isEmpty();
                if (reported) {
                    retriever.report(page);
                }
                try {
                    Result before = result;
                    result = turns(token, page, afterPage(token, page, before));
                    // The next page skips stuck jobs, so they count as progress, too.
                    boolean forward = result.settled() > before.settled() || result.stuck() > before.stuck();
                    fruitless = forward ? 0 : fruitless + 1;
                    goesOn = result.moreIsDue() && fruitless < MAX_FRUITLESS && mayGoOn.getAsBoolean();
                    if (goesOn) {
                        retriever.ask(token, result.stuck());
                    }
                } finally {
                    if (!reported) {
                        retriever.report(page);
                    }
                }
            }
            return result;
        }
    }

    /** Decides the undecided jobs of a page, and adds the page to the totals. */
    private Result afterPage(String token, DuePage page, Result before) {
        int undecided = page.undecided().size();
        int settled = before.settled() + page.length() - undecided - page.stuck();
        int stuck = before.stuck() + page.stuck();
        if (undecided == 0) {
            return new Result(page.nextDue().map(due -> between(page.now(), due)), settled, stuck, page.now());
        }
        JobEnqueuer.Enqueued enqueued = enqueuer.enqueue(token, page.undecided(), page.now(), stuck);
        return new Result(
                enqueued.nextDue().map(due -> between(enqueued.now(), due)),
                settled + enqueued.settled(),
                stuck + enqueued.stuck(),
                enqueued.now());
    }

    private Result turns(String token, DuePage page, Result result) {
        for (DueSource source : sources) {
            Instant now = page.now();
            Optional<Instant> next = source.nextDue(page);
            if (next.isPresent() && !next.get().isAfter(now)) {
                DueSource.Turn turn = source.turn(token);
                now = turn.now();
                next = turn.nextDue();
                result = new Result(
                        result.untilNextDue(), result.settled() + turn.settled(), result.stuck(), turn.now());
            }
            if (next.isPresent()) {
                Duration until = between(now, next.get());
                Duration earlier = result.untilNextDue()
                        .filter(other -> other.compareTo(until) < 0)
                        .orElse(until);
                result = new Result(Optional.of(earlier), result.settled(), result.stuck(), result.now());
            }
        }
        return result;
    }

    /** A score may be infinite; a sleep is bounded by the polling interval anyway. */
    private static Duration between(Instant now, Instant due) {
        return due.isAfter(now.plus(Duration.ofDays(400))) ? Duration.ofDays(400) : Duration.between(now, due);
    }
}
