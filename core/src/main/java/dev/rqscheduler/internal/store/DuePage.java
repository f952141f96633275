/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.move.DueJob;
import dev.rqscheduler.internal.wire.Scores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One page of due jobs.
 *
 * @param now the time by Redis's clock at which "due" was decided
 * @param nextDue the earliest job still scheduled after this page, due or not
 * @param length how many due jobs the page had, without those waiting for rules
 * @param moved jobs already moved to their queues
 * @param undecided jobs that need a decision
 * @param noted jobs that were neither
 * @param metas of jobs that stayed scheduled, to be retried with rules for these
 * @param nextSchedule when the first named schedule is due
 */
public record DuePage(
        Instant now,
        Optional<Instant> nextDue,
        Duration busy,
        int length,
        Iterable<Moved> moved,
        List<DueJob> undecided,
        List<Noted> noted,
        List<byte[]> metas,
        Optional<Instant> nextSchedule) {

    /** Reads the reply of {@code move_due.lua}. */
    static DuePage of(Reply reply) {
        Reply noted = reply.at(7);
        return new DuePage(
                Scores.ofMicros(reply.at(1).text()),
                DueStore.nextDue(reply.at(2)),
                Duration.ofNanos(reply.at(3).number() * 1_000),
                (int) reply.at(4).number(),
                new MovedJobs(reply.at(5)),
                reply.at(6).every(1, i -> DueStore.dueJob(reply.at(6).at(i))),
                noted.every(
                        4,
                        i -> new Noted(
                                noted.at(i).text(),
                                Scores.instant(noted.at(i + 1).text()),
                                Kind.valueOf(noted.at(i + 2).text()),
                                noted.at(i + 3).text())),
                reply.at(8).every(1, i -> reply.at(8).at(i).bytes()),
                DueStore.nextDue(reply.at(9)));
    }

    /**
     * A job that is in its queue now.
     *
     * @param next when it is due again
     */
    public record Moved(String id, Instant due, String queue, Optional<Instant> next) {}

    /** Returns how many jobs of the page Redis refused to move. */
    public int stuck() {
        return (int) noted.stream().filter(job -> job.kind() == Kind.STUCK).count();
    }

    /** A job that could be neither moved nor decided. */
    public record Noted(String id, Instant due, Kind kind, String detail) {}

    public enum Kind {
        /** Its hash is (still) missing: checked again after the grace period. */
        MISSING,
        /** Its hash was still missing after the grace period: no longer scheduled. */
        DROPPED,
        /** Redis refused the move; it stays scheduled. */
        STUCK
    }

    /**
     * The moved jobs of a page, read from the reply as they are iterated: the next page is asked for first. The reply has three
     * lists: {id, score, ...} of the page, {count, queue, ...} of jobs in that order that fared alike, with an empty queue for
     * those that did not move, and {next score, id, ...} of those that run again, in that order, too.
     */
    record MovedJobs(Reply lists) implements Iterable<Moved> {

        @Override
        public Iterator<Moved> iterator() {
            return new Jobs(lists.at(0), lists.at(1), lists.at(2));
        }

        private static final class Jobs implements Iterator<Moved> {
            private final Reply page;
            private final Reply fates;
            private final Reply again;
            private final DueTimeReader dues = new DueTimeReader();
            private final DueTimeReader nexts = new DueTimeReader();
            /** Where the next job is in its list. */
            private int place;
            /** Where the next entry of the list of fates is. */
            private int fate;
            /** Where the next job that runs again is in its list. */
            private int rerun;
            /** How many jobs are left of those that have moved to the queue. */
            private long left;

            private String queue = "";

            Jobs(Reply page, Reply fates, Reply again) {
                this.page = page;
                this.fates = fates;
                this.again = again;
                skipUnmoved();
            }

            private void skipUnmoved() {
                while (left == 0 && fate < fates.size()) {
                    long count = fates.at(fate).number();
                    queue = fates.at(fate + 1).text();
                    fate += 2;
                    if (queue.isEmpty()) {
                        place += Math.toIntExact(2 * count);
                    } else {
                        left = count;
                    }
                }
            }

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public Moved next() {
                if (left == 0) {
                    throw new NoSuchElementException("no more jobs have moved");
                }
                byte[] id = page.at(place).bytes();
                String text = page.at(place).text();
                Moved moved = new Moved(text, dues.read(page.at(place + 1).bytes()), queue, next(id));
                place += 2;
                left--;
                skipUnmoved();
                return moved;
            }

            private Optional<Instant> next(byte[] id) {
                if (rerun >= again.size()
                        || !Arrays.equals(id, again.at(rerun + 1).bytes())) {
                    return Optional.empty();
                }
                rerun += 2;
                return Optional.of(nexts.read(again.at(rerun - 2).bytes()));
            }
        }

        /** Reads scores of a list in which the same one often comes several times in a row: each is parsed once. */
        private static final class DueTimeReader {

            private byte[] lastScore = new byte[0];
            private Instant last = Instant.EPOCH;

            Instant read(byte[] score) {
                if (!Arrays.equals(score, lastScore)) {
                    last = Scores.instant(new String(score, StandardCharsets.US_ASCII));
                    lastScore = score;
                }
                return last;
            }
        }
    }
}
