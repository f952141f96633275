/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.ledger.Promise;
import dev.rqscheduler.lab.ledger.SchedulePromise;
import dev.rqscheduler.lab.resp.AofReader;
import dev.rqscheduler.lab.resp.AofStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Draws up the account of an arena: every promised job and every job in the append-only file. */
public final class Accountant {

    private final Ledger ledger;

    public Accountant(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Replays the append-only file in a data folder, whose server must have stopped. */
    public Replay replay(Path dataFolder) throws IOException {
        Replay replay = new Replay(ledger::isOwnKey);
        try (AofReader reader = AofReader.of(dataFolder)) {
            for (AofStep step = reader.next(); step != null; step = reader.next()) {
                replay.play(step);
            }
        }
        return replay;
    }

    /**
     * @param end everything due by then must have been handled
     */
    public Account draw(Replay replay, Instant end) {
        List<Anomaly> anomalies = new ArrayList<>(replay.anomalies());
        int runs = 0;
        int uncertain = 0;
        for (Promise promise : ledger.all()) {
            JobAudit.Result result = JobAudit.of(
                    promise,
                    replay.history(promise.id()),
                    Optional.ofNullable(replay.schedule().get(promise.id())),
                    end);
            anomalies.addAll(result.anomalies());
            runs += result.runs();
            uncertain += promise.uncertain() ? 1 : 0;
        }
        int quarantined = 0;
        for (String id : replay.ids()) {
            quarantined += replay.history(id).stream().anyMatch(JobEvent.Quarantined.class::isInstance) ? 1 : 0;
            if (ledger.of(id).isEmpty()) {
                replay.history(id).forEach(event -> anomalies.add(unpromised(id, event)));
            }
        }
        Account.Named named = named(replay, end, anomalies);
        return new Account(ledger.size(), runs, uncertain, quarantined, named, anomalies, replay.moves());
    }

    private Account.Named named(Replay replay, Instant end, List<Anomaly> anomalies) {
        Account.Named sum = Account.Named.NONE;
        Set<String> unknown = new TreeSet<>(replay.scheduleNames());
        for (SchedulePromise promise : ledger.schedules()) {
            ScheduleAudit.Result result = ScheduleAudit.of(promise, replay.scheduleSteps(promise.name()), end);
            anomalies.addAll(result.anomalies());
            sum = sum.plus(new Account.Named(1, result.runs(), result.skipped(), result.requested()));
            unknown.remove(promise.name());
        }
        unknown.forEach(name -> anomalies.add(
                new Anomaly(Anomaly.Kind.UNEXPLAINED, name, Optional.empty(), "no client created this schedule")));
        return sum;
    }

    private static Anomaly unpromised(String id, JobEvent event) {
        Optional<Instant> when = event instanceof JobEvent.Moved move ? move.at() : Optional.empty();
        return new Anomaly(Anomaly.Kind.UNEXPLAINED, id, when, "no client scheduled this job: " + event);
    }
}
