/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.JobCursor;
import dev.rqscheduler.api.JobPage;
import dev.rqscheduler.api.JobPage.FoundJob;
import dev.rqscheduler.api.JobSearch;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.survey.SearchInspection;
import dev.rqscheduler.internal.survey.SearchInspection.Found;
import dev.rqscheduler.internal.survey.SearchInspection.Position;
import dev.rqscheduler.internal.survey.SearchInspection.Stretch;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches the scheduled jobs at bounded cost, however many there are. Thread-safe. */
public final class JobSearcher {

    /** Keeps Redis busy for about a millisecond, so that due jobs are moved in between. */
    private static final int IDS_A_CALL = 500;

    /** The same for comparing ids only. */
    private static final int BARE_IDS_A_CALL = 1_000;

    private static final long LOOKS = 10_000;

    /** A search by id reads only the hashes of jobs it finds, so it may examine more. */
    private static final long LOOKS_BY_ID = 25_000;

    /** Limits what one page reads of the jobs: metas may be large, and several searches may run at the same time. */
    private static final long BYTES_A_PAGE = 8 << 20;

    /** Limits the raw replies held in memory at a time. */
    private static final long BYTES_A_CALL = 1 << 20;

    private final SearchInspection survey;
    private final RedisConnection redis;
    private final ScriptClock clock;
    private final long bytesAPage;

    public JobSearcher(RedisConnection redis, ScriptClock clock) {
        this(redis, clock, BYTES_A_PAGE);
    }

    /**
     * @param bytesAPage 1 or more: a page ends once it has read this much
     */
    public JobSearcher(RedisConnection redis, ScriptClock clock, long bytesAPage) {
        this.survey = new SearchInspection(redis);
        this.redis = redis;
        this.clock = clock;
        this.bytesAPage = bytesAPage;
    }

    public JobPage search(JobSearch search) {
        Instant now = clock.now(redis);
        String highest = highest(search, now);
        Position position = search.after()
                .map(cursor -> new Position(cursor.score(), cursor.id()))
                .orElseGet(() -> new Position(lowest(search, now), new byte[0]));
        int ids = search.id().isEmpty() ? IDS_A_CALL : BARE_IDS_A_CALL;
        long furthest = search.looks().orElse(search.id().isEmpty() ? LOOKS : LOOKS_BY_ID);
        List<FoundJob> found = new ArrayList<>();
        @Nullable JobCursor behindFull = null;
        long looked = 0;
        long left = bytesAPage;
        boolean ended = false;
        // One more than requested shows whether there is a next page.
        while (found.size() <= search.size() && !ended && looked < furthest && left > 0) {
            int few = (int) Math.min(ids, furthest - looked);
            int most = search.size() + 1 - found.size();
            Stretch stretch = survey.look(position, highest, search, now, few, most, Math.min(left, BYTES_A_CALL));
            for (Found row : stretch.found()) {
                if (fits(row.job(), search)) {
                    found.add(row.job());
                    behindFull = found.size() == search.size() ? cursor(row.at()) : behindFull;
                }
            }
            looked += stretch.looked();
            left -= stretch.bytes();
            ended = stretch.ended() || stretch.looked() == 0;
            position = stretch.looked() == 0 ? position : stretch.last();
        }
        if (found.size() > search.size()) {
            List<FoundJob> page = found.subList(0, search.size());
            return new JobPage(now, page, Optional.ofNullable(behindFull), looked, false, Optional.empty());
        } else if (ended) {
            return new JobPage(now, found, Optional.empty(), looked, false, Optional.empty());
        }
        return new JobPage(
                now, found, Optional.of(cursor(position)), looked, true, Optional.of(Scores.instant(position.score())));
    }

    private static String lowest(JobSearch search, Instant now) {
        Optional<Instant> from = search.from();
        if (search.state() == JobSearch.State.SCHEDULED) {
            Instant later = now.plusNanos(1_000);
            from = Optional.of(from.filter(time -> time.isAfter(later)).orElse(later));
        }
        return from.map(Scores::text).orElse("-inf");
    }

    private static String highest(JobSearch search, Instant now) {
        Optional<Instant> until = search.until();
        if (search.state() == JobSearch.State.OVERDUE) {
            until = Optional.of(until.filter(time -> time.isBefore(now)).orElse(now));
        }
        return until.map(Scores::text).orElse("+inf");
    }

    private static JobCursor cursor(Position position) {
        return JobCursor.of(position.score(), position.id());
    }

    private static boolean fits(FoundJob job, JobSearch search) {
        return job.function().orElse("").contains(search.function().orElse(""))
                && (search.state() != JobSearch.State.PERIODIC || job.job().periodic());
    }
}
