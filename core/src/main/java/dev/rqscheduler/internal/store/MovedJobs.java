/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Scores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The moved jobs of a page, read from the reply as they are iterated: the next page is asked for first. The reply has three
 * lists: {id, score, ...} of the page, {count, queue, ...} of jobs in that order that fared alike, with an empty queue for
 * those that did not move, and {next score, id, ...} of those that run again, in that order, too.
 */
record MovedJobs(Reply lists) implements Iterable<DuePage.Moved> {

    @Override
    public Iterator<DuePage.Moved> iterator() {
        return new Jobs(lists.at(0), lists.at(1), lists.at(2));
    }

    private static final class Jobs implements Iterator<DuePage.Moved> {
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
        public DuePage.Moved next() {
            if (left == 0) {
                throw new NoSuchElementException("no more jobs have moved");
            }
            byte[] id = page.at(place).bytes();
            String text = page.at(place).text();
            DuePage.Moved moved =
                    new DuePage.Moved(text, dues.read(page.at(place + 1).bytes()), queue, next(id));
            place += 2;
            left--;
            skipUnmoved();
            return moved;
        }

        private Optional<Instant> next(byte[] id) {
            if (rerun >= again.size() || !Arrays.equals(id, again.at(rerun + 1).bytes())) {
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
