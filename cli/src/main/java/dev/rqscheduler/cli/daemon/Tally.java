/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.SchedulerListener;

/** Counts the outcomes of jobs for the last log line. Used on the process's thread only. */
final class Tally implements SchedulerListener {

    private long moved;
    private long deferred;
    private long skipped;
    private long quarantined;
    private long evicted;
    private long dropped;
    private long missing;
    private long broken;

    @Override
    public void onOutcome(Outcome outcome) {
        if (outcome instanceof Outcome.Moved) {
            moved++;
        } else if (outcome instanceof Outcome.Deferred) {
            deferred++;
        } else if (outcome instanceof Outcome.Skipped || outcome instanceof Outcome.RunSkipped) {
            skipped++;
        } else if (outcome instanceof Outcome.ScheduleBroken) {
            broken++;
        } else if (outcome instanceof Outcome.Quarantined) {
            quarantined++;
        } else if (outcome instanceof Outcome.Evicted) {
            evicted++;
        } else if (outcome instanceof Outcome.Dropped) {
            dropped++;
        } else if (outcome instanceof Outcome.Missing) {
            missing++;
        }
    }

    /** Returns for example {@code 12 jobs moved, 1 quarantined}. */
    String inWords() {
        StringBuilder words = new StringBuilder().append(moved).append(moved == 1 ? " job moved" : " jobs moved");
        append(words, deferred, "waiting for dependencies");
        append(words, skipped, "skipped");
        append(words, quarantined, "quarantined");
        if (broken > 0) {
            append(words, broken, broken == 1 ? "broken schedule" : "broken schedules");
        }
        append(words, evicted, "evicted from the full quarantine");
        append(words, missing, "found without a hash");
        append(words, dropped, "dropped without a hash");
        return words.toString();
    }

    private static void append(StringBuilder words, long count, String what) {
        if (count > 0) {
            words.append(", ").append(count).append(' ').append(what);
        }
    }
}
