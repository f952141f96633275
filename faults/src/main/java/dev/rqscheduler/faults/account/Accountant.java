/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import dev.rqscheduler.faults.aof.AofReader;
import dev.rqscheduler.faults.aof.Step;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.faults.ledger.Promise;
import dev.rqscheduler.faults.ledger.SchedulePromise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Draws up the account of an arena: every job that was promised, and every job of which the file says anything. */
public final class Accountant {

    private final Ledger ledger;

    public Accountant(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Plays the append-only file in a data folder again; its server must have ended. */
    public Replay replay(Path dataFolder) throws IOException {
        Replay replay = new Replay(ledger::isOwnKey);
        try (AofReader reader = AofReader.of(dataFolder)) {
            for (Step step = reader.next(); step != null; step = reader.next()) {
                replay.play(step);
            }
        }
        return replay;
    }

    /**
     * @param end what was due by then should be gone
     */
    public Account draw(Replay replay, Instant end) {
        List<Finding> findings = new ArrayList<>(replay.findings());
        int runs = 0;
        int uncertain = 0;
        for (Promise promise : ledger.all()) {
            Trial.Verdict verdict = Trial.of(
                    promise,
                    replay.history(promise.id()),
                    Optional.ofNullable(replay.schedule().get(promise.id())),
                    end);
            findings.addAll(verdict.findings());
            runs += verdict.runs();
            uncertain += promise.uncertain() ? 1 : 0;
        }
        int quarantined = 0;
        for (String id : replay.ids()) {
            quarantined += replay.history(id).stream().anyMatch(JobEvent.Quarantined.class::isInstance) ? 1 : 0;
            if (ledger.of(id).isEmpty()) {
                replay.history(id).forEach(event -> findings.add(unpromised(id, event)));
            }
        }
        Account.Named named = named(replay, end, findings);
        return new Account(ledger.size(), runs, uncertain, quarantined, named, findings, replay.moves());
    }

    private Account.Named named(Replay replay, Instant end, List<Finding> findings) {
        Account.Named sum = Account.Named.NONE;
        Set<String> strangers = new TreeSet<>(replay.scheduleNames());
        for (SchedulePromise promise : ledger.schedules()) {
            ScheduleTrial.Verdict verdict = ScheduleTrial.of(promise, replay.scheduleSteps(promise.name()), end);
            findings.addAll(verdict.findings());
            sum = sum.plus(new Account.Named(1, verdict.runs(), verdict.leftOut(), verdict.askedFor()));
            strangers.remove(promise.name());
        }
        strangers.forEach(name -> findings.add(
                new Finding(FindingKind.UNEXPLAINED, name, Optional.empty(), "nobody promised this schedule")));
        return sum;
    }

    private static Finding unpromised(String id, JobEvent event) {
        Optional<Instant> when = event instanceof JobEvent.Moved move ? move.at() : Optional.empty();
        return new Finding(FindingKind.UNEXPLAINED, id, when, "nobody promised this job: " + event);
    }
}
