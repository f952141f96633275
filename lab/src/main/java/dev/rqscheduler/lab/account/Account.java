/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of all promises in one arena.
 *
 * @param promises number of jobs requested
 * @param runs number of times jobs were queued
 * @param uncertain number of promises without a reply, settled by the append-only file
 * @param quarantined number of jobs quarantined, whether expected or not
 * @param moves in order, including those of named schedules
 */
public record Account(
        int promises,
        int runs,
        int uncertain,
        int quarantined,
        Named named,
        List<Anomaly> anomalies,
        List<JobEvent.Moved> moves) {

    /**
     * What became of named schedules.
     *
     * @param schedules how many there were
     * @param runs number of due times queued
     * @param skipped number of due times skipped, according to the histories
     * @param requested number of runs on request that were queued
     */
    public record Named(int schedules, long runs, long skipped, long requested) {
        public static final Named NONE = new Named(0, 0, 0, 0);

        public Named plus(Named other) {
            return new Named(
                    schedules + other.schedules,
                    runs + other.runs,
                    skipped + other.skipped,
                    requested + other.requested);
        }
    }

    public static final Account EMPTY = new Account(0, 0, 0, 0, Named.NONE, List.of(), List.of());

    public Account {
        anomalies = List.copyOf(anomalies);
        moves = List.copyOf(moves);
    }

    /** Adds another account, except for its moves. */
    public Account plus(Account other) {
        List<Anomaly> all = new ArrayList<>(anomalies);
        all.addAll(other.anomalies);
        return new Account(
                promises + other.promises,
                runs + other.runs,
                uncertain + other.uncertain,
                quarantined + other.quarantined,
                named.plus(other.named),
                all,
                moves);
    }

    public long count(Anomaly.Kind kind) {
        return anomalies.stream().filter(anomaly -> anomaly.kind() == kind).count();
    }
}
