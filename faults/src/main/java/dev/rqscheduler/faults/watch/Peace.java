/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.watch;

import dev.rqscheduler.faults.account.Account;
import dev.rqscheduler.faults.account.Accountant;
import dev.rqscheduler.faults.account.Replay;
import dev.rqscheduler.faults.arena.Arena;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.internal.wire.Scores;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The end of a round: time for all that was promised, and a look at Redis to check the witness by. */
public final class Peace {

    /** How long nothing may be done before what is left is taken to stay. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longest in all: a machine that is slower than this is no place for a campaign. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** What was due so long before the end should be gone by the end. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final String NAMED = "rq:scheduling:schedules";

    private final Arena arena;
    private final Ledger ledger;

    public Peace(Arena arena, Ledger ledger) {
        this.arena = arena;
        this.ledger = ledger;
    }

    /**
     * Waits until all is done, ends schedulers and Redis, and draws up the account.
     *
     * @throws IllegalStateException if the append-only file, played again, does not lead to what Redis held: then it is no
     *     witness, and the account would be worth nothing
     */
    public Account account() throws InterruptedException, IOException {
        Instant end = awaitTheLast().minus(GRACE);
        arena.endSchedulers();
        Set<String> scheduled = new HashSet<>(schedule());
        Map<String, Instant> named = named();
        long queued = new Pulse(arena.redis().admin()).moved();
        arena.redis().end();
        Accountant accountant = new Accountant(ledger);
        Replay replay = accountant.replay(arena.redis().folder());
        compare(replay, scheduled, queued);
        if (!replay.namedSchedules().equals(named)) {
            throw new IllegalStateException(
                    "the append-only file ends with other due times of named schedules than Redis");
        }
        return accountant.draw(replay, end);
    }

    /**
     * Until only jobs without end are scheduled, and no named schedule is behind; gives up after a minute in which nothing was
     * done, as the account will tell which are left. On a machine that is too busy a backlog takes long, but it shrinks: not to
     * wait for its end would tell of the machine and not of the schedulers.
     *
     * @return when that was, by Redis's clock
     */
    private Instant awaitTheLast() throws InterruptedException {
        long start = System.nanoTime();
        long progress = start;
        long least = Long.MAX_VALUE;
        while (true) {
            Instant now = arena.redis().admin().time();
            long left = ending() + behind(now);
            long at = System.nanoTime();
            if (left < least) {
                least = left;
                progress = at;
            }
            if (left == 0 || at - progress > PATIENCE.toNanos() || at - start > LONGEST.toNanos()) {
                return now;
            }
            Thread.sleep(50);
        }
    }

    /** How many named schedules have a due time that is over for longer than grace allows. */
    private long behind(Instant now) {
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

    /** How many jobs are scheduled that are not without end. */
    private long ending() {
        return schedule().stream()
                .filter(id -> ledger.of(id)
                        .filter(promise -> promise.rhythm().endless())
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
