/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.process;

import dev.rqscheduler.redis.DuePage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One look at the schedule: page after page until nothing more is due. Holds no state between two runs. Not thread-safe.
 */
final class Pass {

    /** A page of jobs that all change under our hands is rare once; three in a row are left to the next pass. */
    private static final int MAX_FRUITLESS = 3;

    private final JobRetriever retriever;
    private final JobEnqueuer enqueuer;

    Pass(JobRetriever retriever, JobEnqueuer enqueuer) {
        this.retriever = retriever;
        this.enqueuer = enqueuer;
    }

    /**
     * How a pass ended.
     *
     * @param untilNextDue how long from the last look until the next job is due; zero or less if one is due already; empty
     *     if nothing more is scheduled
     * @param settled how many jobs were dealt with
     * @param stuck how many due jobs Redis refused to move
     */
    record Result(Optional<Duration> untilNextDue, int settled, int stuck) {
        boolean moreIsDue() {
            return untilNextDue.isPresent()
                    && (untilNextDue.get().isNegative() || untilNextDue.get().isZero());
        }
    }

    /**
     * @param mayGoOn asked before each page but the first: whether to read another
     * @throws dev.rqscheduler.redis.LeaseLostException if the lock is another's
     */
    Result run(String token, BooleanSupplier mayGoOn) {
        try (retriever) {
            retriever.ask(token, 0);
            Result result = new Result(Optional.empty(), 0, 0);
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
                    result = afterPage(token, page, before);
                    // Stuck jobs are passed over in the next page, so they are a step forward, too.
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

    /** Has the undecided jobs of a page decided, and adds the page to what there was before it. */
    private Result afterPage(String token, DuePage page, Result before) {
        int undecided = page.undecided().size();
        int settled = before.settled() + page.length() - undecided - page.stuck();
        int stuck = before.stuck() + page.stuck();
        if (undecided == 0) {
            return new Result(page.nextDue().map(due -> between(page.now(), due)), settled, stuck);
        }
        JobEnqueuer.Enqueued enqueued = enqueuer.enqueue(token, page.undecided(), page.now(), stuck);
        return new Result(
                enqueued.nextDue().map(due -> between(enqueued.now(), due)),
                settled + enqueued.settled(),
                stuck + enqueued.stuck());
    }

    /** A score may be infinite; a sleep is bounded by the poll cap anyway. */
    private static Duration between(Instant now, Instant due) {
        return due.isAfter(now.plus(Duration.ofDays(400))) ? Duration.ofDays(400) : Duration.between(now, due);
    }
}
