/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.internal.survey.ScheduleInspection;
import dev.rqscheduler.internal.survey.ScheduleInspection.Page;
import dev.rqscheduler.internal.survey.ScheduleInspection.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads scheduled jobs: the earliest, which matter next, and a random sample of the others; or all. Reads pages of 50,
 * each of which keeps Redis busy for about a millisecond.
 */
final class Sampler {

    private Sampler() {}

    /**
     * @param count how many jobs there are
     * @return how many were examined
     */
    static long read(ScheduleInspection survey, long count, Depth depth, Consumer<Seen> look) {
        long looked = 0;
        long head = Math.min(count, depth.earliestJobs());
        for (long from = 0; from < head; ) {
            List<Long> ranks = new ArrayList<>();
            for (long rank = from; rank < head && ranks.size() < ScheduleInspection.MOST_RANKS; rank++) {
                ranks.add(rank);
            }
            Page page = survey.at(ranks);
            page.jobs().forEach(look);
            looked += page.jobs().size();
            from += page.lookedAt();
        }
        List<Long> ranks = ranks(head, count, depth.otherJobs());
        for (int from = 0; from < ranks.size(); ) {
            Page page = survey.at(ranks.subList(from, Math.min(ranks.size(), from + ScheduleInspection.MOST_RANKS)));
            page.jobs().forEach(look);
            looked += page.jobs().size();
            from += page.lookedAt();
        }
        return looked;
    }

    /** The same ranks for the same number of jobs: a second run can confirm the first. */
    private static List<Long> ranks(long from, long count, int most) {
        TreeSet<Long> ranks = new TreeSet<>();
        if (count - from <= most) {
            for (long rank = from; rank < count; rank++) {
                ranks.add(rank);
            }
        } else {
            SplittableRandom random = new SplittableRandom(count);
            while (ranks.size() < most) {
                ranks.add(random.nextLong(from, count));
            }
        }
        return new ArrayList<>(ranks);
    }
}
