/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import dev.rqscheduler.faults.account.Replay;
import dev.rqscheduler.faults.arena.Arena;
import dev.rqscheduler.faults.ledger.Ledger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The end of a round: time for all that was promised, and a look at Redis to check the witness by. */
final class Peace {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Arena arena;
    private final Ledger ledger;
    private Set<String> scheduled = Set.of();
    private long queued;

    Peace(Arena arena, Ledger ledger) {
        this.arena = arena;
        this.ledger = ledger;
    }

    /** Waits until only jobs without end are scheduled; gives up after a minute, as the account will tell which are left. */
    void await() throws InterruptedException {
        long start = System.nanoTime();
        while (!onlyEndlessOnes() && System.nanoTime() - start < PATIENCE.toNanos()) {
            Thread.sleep(50);
        }
    }

    private boolean onlyEndlessOnes() {
        return schedule().stream()
                .allMatch(id -> ledger.of(id)
                        .filter(promise -> promise.rhythm().endless())
                        .isPresent());
    }

    private List<String> schedule() {
        return arena.redis().admin().texts("ZRANGE", "rq:scheduler:scheduled_jobs", "0", "-1");
    }

    /** What Redis holds, when nobody works on it any more. */
    void remember() {
        scheduled = new HashSet<>(schedule());
        queued = new Pulse(arena.redis().admin()).moved();
    }

    /**
     * The append-only file, played again, must lead to what Redis held.
     *
     * @throws IllegalStateException if it does not: then it is no witness, and the whole account is worth nothing
     */
    void compare(Replay replay) {
        if (!replay.schedule().keySet().equals(scheduled)) {
            throw new IllegalStateException("the append-only file ends with "
                    + replay.schedule().size() + " scheduled jobs, and Redis had " + scheduled.size());
        }
        if (replay.moves().size() != queued) {
            throw new IllegalStateException("the append-only file has "
                    + replay.moves().size() + " pushes, and Redis had " + queued + " jobs in its queues");
        }
    }
}
