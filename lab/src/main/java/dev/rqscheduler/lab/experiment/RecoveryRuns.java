/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.account.Account;
import dev.rqscheduler.lab.account.JobEvent;
import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.arena.SchedulerCommand;
import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.load.TickLoad;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Repeats one event in one arena. The times are taken from the append-only file, by Redis's clock. */
final class RecoveryRuns {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Recovery.Event event;
    private final SchedulerCommand command;
    private final int runs;
    private final Random random;
    private final Ledger ledger = new Ledger();

    RecoveryRuns(Recovery.Event event, SchedulerCommand command, int runs, long seed) {
        this.event = event;
        this.command = command;
        this.runs = runs;
        this.random = new Random(seed);
    }

    /**
     * The results of all runs.
     *
     * @param pauses for each run, from the event to the next move
     * @param account of everything else
     */
    record Result(Recovery.Event event, List<Duration> pauses, Account account, String redisVersion) {}

    /**
     * One event.
     *
     * @param from start of the measured time
     * @param after the next move is later than this
     * @param counts which moves count
     */
    private record Mark(Instant from, Instant after, Predicate<JobEvent.Moved> counts) {}

    Result run() throws InterruptedException, IOException {
        try (Arena arena = Arena.open(command, 2);
                TickLoad ticks = new TickLoad(arena.redis(), ledger, random.nextLong())) {
            ticks.start();
            arena.awaitMove();
            List<Mark> marks = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                arena.awaitReady();
                // At any phase of the leader's renewal and the standby's waiting.
                Thread.sleep(1_000 + random.nextInt(2_000));
                marks.add(cause(arena));
                arena.ensureRunning();
                arena.awaitMove();
            }
            ticks.stop();
            Account account = new QuietPhase(arena, ledger).account();
            List<Duration> pauses =
                    marks.stream().map(mark -> measure(mark, account)).toList();
            return new Result(event, pauses, account, arena.redis().version());
        }
    }

    private Mark cause(Arena arena) throws InterruptedException {
        if (event == Recovery.Event.REDIS_RESTART) {
            arena.redis().stop();
            Instant down = Instant.now();
            // The longer Redis is unavailable, the longer a scheduler waits between two attempts.
            Thread.sleep(random.nextInt(8_000));
            arena.redis().restart();
            return new Mark(Instant.now(), down, move -> true);
        }
        SchedulerChild holder = arena.active().current();
        String token = "rqscheduler:" + holder.name() + ":";
        Instant start = Instant.now();
        if (event == Recovery.Event.KILL) {
            holder.kill();
        } else {
            holder.end(STOP_LIMIT);
        }
        // Only moves by another scheduler count: what the old one moved between signal and exit is no recovery.
        return new Mark(start, start, move -> !move.holder().startsWith(token));
    }

    private static Duration measure(Mark mark, Account account) {
        Instant at = account.moves().stream()
                .filter(mark.counts())
                .flatMap(move -> move.at().stream())
                .filter(time -> !time.isBefore(mark.after()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing was moved after " + mark.from()));
        Duration pause = Duration.between(mark.from(), at);
        return pause.isNegative() ? Duration.ZERO : pause;
    }
}
