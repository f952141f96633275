/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.SchedulerListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts the outcomes of jobs for the last log line. Used on the process's thread only. */
final class ExitSummary implements SchedulerListener {

    /** What is counted, in the order of the line. */
    private enum Counted {
        MOVED(""),
        DEFERRED("waiting for dependencies"),
        SKIPPED("skipped"),
        QUARANTINED("quarantined"),
        BROKEN(""),
        EVICTED("evicted from the full quarantine"),
        MISSING("found without a hash"),
        DROPPED("dropped without a hash"),
        OTHER("");

        private final String words;

        Counted(String words) {
            this.words = words;
        }

        String inWords(long count) {
            return switch (this) {
                case MOVED -> count == 1 ? "1 job moved" : count + " jobs moved";
                case BROKEN -> count == 1 ? "1 broken schedule" : count + " broken schedules";
                default -> count + " " + words;
            };
        }
    }

    private static final class Kinds implements Outcome.Visitor<Counted> {
        @Override
        public Counted moved(Outcome.Moved job) {
            return Counted.MOVED;
        }

        @Override
        public Counted deferred(Outcome.Deferred job) {
            return Counted.DEFERRED;
        }

        @Override
        public Counted skipped(Outcome.Skipped job) {
            return Counted.SKIPPED;
        }

        @Override
        public Counted quarantined(Outcome.Quarantined job) {
            return Counted.QUARANTINED;
        }

        @Override
        public Counted evicted(Outcome.Evicted job) {
            return Counted.EVICTED;
        }

        @Override
        public Counted missing(Outcome.Missing job) {
            return Counted.MISSING;
        }

        @Override
        public Counted dropped(Outcome.Dropped job) {
            return Counted.DROPPED;
        }

        @Override
        public Counted stuck(Outcome.Stuck job) {
            return Counted.OTHER;
        }

        @Override
        public Counted runSkipped(Outcome.RunSkipped run) {
            return Counted.SKIPPED;
        }

        @Override
        public Counted scheduleBroken(Outcome.ScheduleBroken schedule) {
            return Counted.BROKEN;
        }

        @Override
        public Counted scheduleFinished(Outcome.ScheduleFinished schedule) {
            return Counted.OTHER;
        }
    }

    private final Kinds kinds = new Kinds();
    private final Map<Counted, Long> counts = new EnumMap<>(Counted.class);

    @Override
    public void onOutcome(Outcome outcome) {
        counts.merge(outcome.accept(kinds), 1L, Long::sum);
    }

    /** Returns for example {@code 12 jobs moved, 1 quarantined}. */
    String inWords() {
        counts.putIfAbsent(Counted.MOVED, 0L);
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey() != Counted.OTHER)
                .map(entry -> entry.getKey().inWords(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
