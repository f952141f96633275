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
        int stuck = 0;
        int settled = 0;
        int fruitless = 0;
        Result result;
        do {
            DuePage page = retriever.next(token, stuck);
            Instant now = page.now();
            Optional<Instant> nextDue = page.nextDue();
            int undecided = page.undecided().size();
            int stuckHere = (int) page.noted().stream()
                    .filter(noted -> noted.kind() == DuePage.Kind.STUCK)
                    .count();
            int settledHere = page.length() - undecided - stuckHere;
            int stuckBefore = stuck;
            stuck += stuckHere;
            if (undecided > 0) {
                JobEnqueuer.Enqueued enqueued = enqueuer.enqueue(token, page.undecided(), now, stuck);
                now = enqueued.now();
                nextDue = enqueued.nextDue();
                stuck += enqueued.stuck();
                settledHere += enqueued.settled();
            }
            settled += settledHere;
            // Stuck jobs are passed over in the next page, so they are a step forward, too.
            fruitless = settledHere == 0 && stuck == stuckBefore ? fruitless + 1 : 0;
            Instant looked = now;
            result = new Result(nextDue.map(due -> between(looked, due)), settled, stuck);
        } while (result.moreIsDue() && fruitless < MAX_FRUITLESS && mayGoOn.getAsBoolean());
        return result;
    }

    /** A score may be infinite; a sleep is bounded by the poll cap anyway. */
    private static Duration between(Instant now, Instant due) {
        return due.isAfter(now.plus(Duration.ofDays(400))) ? Duration.ofDays(400) : Duration.between(now, due);
    }
}
