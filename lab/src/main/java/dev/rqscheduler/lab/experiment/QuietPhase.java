/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.lab.account.Account;
import dev.rqscheduler.lab.account.Accountant;
import dev.rqscheduler.lab.account.Replay;
import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.ledger.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The end of a round: waits for everything promised, and checks the append-only file against Redis. */
public final class QuietPhase {

    /** After this long without progress, the remaining jobs are considered stuck. */
    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

    /** Maximum in total: a slower machine is not suitable for a campaign. */
    private static final Duration TOTAL_LIMIT = Duration.ofMinutes(10);

    /** Everything due this long before the end must have been handled by the end. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final String NAMED = "rq:scheduling:schedules";

    private final Arena arena;
    private final Ledger ledger;

    public QuietPhase(Arena arena, Ledger ledger) {
        this.arena = arena;
        this.ledger = ledger;
    }

    /**
     * Waits until everything is done, stops schedulers and Redis, and draws up the account.
     *
     * @throws IllegalStateException if a replay of the append-only file does not lead to the data in Redis: then the file is no
     *     evidence, and the account would be worthless
     */
    public Account account() throws InterruptedException, IOException {
        Instant end = awaitTheLast().minus(GRACE);
        arena.stopSchedulers();
        Set<String> scheduled = new HashSet<>(schedule());
        Map<String, Instant> named = named();
        long queued = arena.moved();
        arena.redis().stop();
        Accountant accountant = new Accountant(ledger);
        Replay replay = accountant.replay(arena.redis().folder());
        compare(replay, scheduled, queued);
        if (!replay.namedSchedules().equals(named)) {
            throw new IllegalStateException(
                    "the append-only file and Redis differ in the due times of named schedules");
        }
        return accountant.draw(replay, end);
    }

    /**
     * Waits until only endless jobs are scheduled and no named schedule is overdue. Gives up after a minute without progress: the
     * account will show what is left. On a busy machine a backlog takes long but shrinks; giving up earlier would test the machine
     * and not the schedulers.
     *
     * @return the time on Redis's clock
     */
    private Instant awaitTheLast() throws InterruptedException {
        long start = System.nanoTime();
        long progress = start;
        long fewest = Long.MAX_VALUE;
        while (true) {
            Instant now = arena.redis().now();
            long left = finite() + overdue(now);
            long at = System.nanoTime();
            if (left < fewest) {
                fewest = left;
                progress = at;
            }
            if (left == 0 || at - progress > STALL_LIMIT.toNanos() || at - start > TOTAL_LIMIT.toNanos()) {
                return now;
            }
            Thread.sleep(50);
        }
    }

    /** Number of named schedules overdue by more than the grace. */
    private long overdue(Instant now) {
        String until = Scores.text(now.minus(GRACE));
        return arena.redis().admin().number("ZCOUNT", NAMED, "-inf", until);
    }

    private Map<String, Instant> named() {
        Map<String, Instant> dues = new HashMap<>();
        for (String name : arena.redis().admin().texts("ZRANGE", NAMED, "0", "-1")) {
            String due = arena.redis()
                    .admin()
                    .text("HGET", "rq:scheduling:schedule:" + name, "due")
                    .orElse("0");
            dues.put(name, Scores.ofMicros(due));
        }
        return dues;
    }

    /** Number of scheduled jobs that are not endless. */
    private long finite() {
        return schedule().stream()
                .filter(id -> ledger.of(id)
                        .filter(promise -> promise.runs().endless())
                        .isEmpty())
                .count();
    }

    private List<String> schedule() {
        return arena.redis().admin().texts("ZRANGE", "rq:scheduler:scheduled_jobs", "0", "-1");
    }

    private static void compare(Replay replay, Set<String> scheduled, long queued) {
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
