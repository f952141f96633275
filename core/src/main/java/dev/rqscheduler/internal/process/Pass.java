/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.internal.store.DuePage;
import java.time.Duration;
import java.time.Instant;
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
    private final NamedSchedules schedules;

    /**
     * @param schedules get a turn after each page if they are due: a long backlog must not make them late
     */
    Pass(JobRetriever retriever, JobEnqueuer enqueuer, NamedSchedules schedules) {
        this.retriever = retriever;
        this.enqueuer = enqueuer;
        this.schedules = schedules;
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
                    result = afterTurn(token, page, afterPage(token, page, before));
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

    /** Each page says when a schedule is next due, at no extra round trip. */
    private Result afterTurn(String token, DuePage page, Result result) {
        Optional<Instant> next = page.nextSchedule();
        if (next.isEmpty()) {
            return result;
        }
        Instant now = page.now();
        int settled = result.settled();
        Instant last = result.now();
        if (!next.get().isAfter(now)) {
            NamedSchedules.Turn turn = schedules.turn(token);
            now = turn.now();
            last = now;
            next = turn.nextDue();
            settled += turn.settled();
        }
        Optional<Duration> until = result.untilNextDue();
        if (next.isPresent()) {
            Duration untilRun = between(now, next.get());
            until = until.filter(other -> other.compareTo(untilRun) < 0).or(() -> Optional.of(untilRun));
        }
        return new Result(until, settled, result.stuck(), last);
    }

    /** A score may be infinite; a sleep is bounded by the polling interval anyway. */
    private static Duration between(Instant now, Instant due) {
        return due.isAfter(now.plus(Duration.ofDays(400))) ? Duration.ofDays(400) : Duration.between(now, due);
    }
}
