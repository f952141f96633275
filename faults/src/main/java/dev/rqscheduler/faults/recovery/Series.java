/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.recovery;

import dev.rqscheduler.faults.account.Account;
import dev.rqscheduler.faults.account.JobEvent;
import dev.rqscheduler.faults.arena.Arena;
import dev.rqscheduler.faults.arena.Post;
import dev.rqscheduler.faults.arena.RealScheduler;
import dev.rqscheduler.faults.arena.SchedulerChild;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.faults.load.Metronome;
import dev.rqscheduler.faults.watch.Peace;
import dev.rqscheduler.faults.watch.Pulse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** One event again and again in one arena. The times are taken from the append-only file, by Redis's clock. */
final class Series {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Event event;
    private final RealScheduler command;
    private final int runs;
    private final Random random;
    private final Ledger ledger = new Ledger();

    Series(Event event, RealScheduler command, int runs, long seed) {
        this.event = event;
        this.command = command;
        this.runs = runs;
        this.random = new Random(seed);
    }

    /**
     * What came of it.
     *
     * @param figures for each run, from the event to the next move
     * @param account what else was there to be found
     */
    record Result(Event event, List<Duration> figures, Account account, String redisVersion) {}

    /**
     * One event.
     *
     * @param from from when time counts
     * @param after the next move comes after this
     * @param by what a move must be like to count
     */
    private record Mark(Instant from, Instant after, Predicate<JobEvent.Moved> by) {}

    Result run() throws InterruptedException, IOException {
        try (Arena arena = Arena.open(command, 2);
                Metronome metronome = new Metronome(arena.redis(), ledger, random.nextLong())) {
            metronome.start();
            Pulse pulse = new Pulse(arena.redis().admin());
            pulse.awaitMove();
            List<Mark> marks = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                arena.awaitReady();
                // At any phase of renewal and of the standby's waiting.
                Thread.sleep(1_000 + random.nextInt(2_000));
                marks.add(happen(arena));
                arena.fillPosts();
                pulse.awaitMove();
            }
            metronome.end();
            Account account = new Peace(arena, ledger).account();
            List<Duration> figures =
                    marks.stream().map(mark -> measure(mark, account)).toList();
            return new Result(event, figures, account, arena.redis().version());
        }
    }

    private Mark happen(Arena arena) throws InterruptedException {
        if (event == Event.REDIS_RESTART) {
            arena.redis().end();
            Instant down = Instant.now();
            // The longer it is away, the longer a scheduler waits between two attempts.
            Thread.sleep(random.nextInt(8_000));
            arena.redis().restart();
            return new Mark(Instant.now(), down, move -> true);
        }
        Post post = arena.active();
        SchedulerChild holder = post.current();
        String token = "rqscheduler:" + holder.name() + ":";
        Instant start = Instant.now();
        if (event == Event.KILL) {
            holder.kill();
        } else {
            holder.end(PATIENCE);
        }
        // By another one: what the old one still moved between the signal and its end is no recovery.
        return new Mark(start, start, move -> !move.holder().startsWith(token));
    }

    private static Duration measure(Mark mark, Account account) {
        Instant at = account.moves().stream()
                .filter(mark.by())
                .flatMap(move -> move.at().stream())
                .filter(time -> !time.isBefore(mark.after()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing was moved any more after " + mark.from()));
        Duration figure = Duration.between(mark.from(), at);
        return figure.isNegative() ? Duration.ZERO : figure;
    }
}
