/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.move.MetaSummary;
import dev.rqscheduler.redis.ScriptClock;
import dev.rqscheduler.redis.connection.RedisConnection;
import dev.rqscheduler.redis.survey.SearchSurvey;
import dev.rqscheduler.redis.survey.SearchSurvey.Position;
import dev.rqscheduler.redis.survey.SearchSurvey.Row;
import dev.rqscheduler.redis.survey.SearchSurvey.Stretch;
import dev.rqscheduler.redis.survey.SearchSurvey.Wanted;
import dev.rqscheduler.wire.CallData;
import dev.rqscheduler.wire.Scores;
import dev.rqscheduler.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Searches the schedule at bounded cost, however many jobs there are. Thread-safe. */
final class JobSearcher {

    /** Keeps Redis for about a millisecond: jobs that are due get their turn in between. */
    private static final int IDS_A_CALL = 500;

    /** As long, where only ids are compared. */
    private static final int BARE_IDS_A_CALL = 1_000;

    private static final Pattern CALL = Pattern.compile("([A-Za-z0-9_.]+)\\(");

    private final SearchSurvey survey;
    private final RedisConnection redis;
    private final ScriptClock clock;

    JobSearcher(RedisConnection redis, ScriptClock clock) {
        this.survey = new SearchSurvey(redis);
        this.redis = redis;
        this.clock = clock;
    }

    JobPage search(JobSearch search) {
        Instant now = clock.now(redis);
        Wanted wanted = wanted(search, now);
        Position position = search.after()
                .map(cursor -> new Position(cursor.score(), cursor.id()))
                .orElseGet(() -> new Position(lowest(search, now), new byte[0]));
        int ids = search.id().isEmpty() ? IDS_A_CALL : BARE_IDS_A_CALL;
        List<FoundJob> found = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        long looked = 0;
        boolean ended = false;
        // One more than asked for tells whether there is a next page.
        while (found.size() <= search.size() && !ended && looked < search.furthest()) {
            int few = (int) Math.min(ids, search.furthest() - looked);
            Stretch stretch = survey.look(position, wanted, few, search.size() + 1 - found.size());
            for (Row row : stretch.rows()) {
                FoundJob job = found(row, now);
                if (fits(job, search)) {
                    found.add(job);
                    rows.add(row);
                }
            }
            looked += stretch.looked();
            ended = stretch.ended() || stretch.looked() == 0;
            position = stretch.looked() == 0 ? position : stretch.last();
        }
        if (found.size() > search.size()) {
            Row last = rows.get(search.size() - 1);
            List<FoundJob> page = found.subList(0, search.size());
            return new JobPage(
                    now, page, Optional.of(JobCursor.of(last.score(), last.id())), looked, false, Optional.empty());
        } else if (ended) {
            return new JobPage(now, found, Optional.empty(), looked, false, Optional.empty());
        }
        return new JobPage(
                now,
                found,
                Optional.of(JobCursor.of(position.score(), position.id())),
                looked,
                true,
                Optional.of(Scores.instant(position.score())));
    }

    private static String lowest(JobSearch search, Instant now) {
        Optional<Instant> from = search.from();
        if (search.state() == JobSearch.State.SCHEDULED) {
            Instant later = now.plusNanos(1_000);
            from = Optional.of(from.filter(time -> time.isAfter(later)).orElse(later));
        }
        return from.map(Scores::text).orElse("-inf");
    }

    private static Wanted wanted(JobSearch search, Instant now) {
        Optional<Instant> until = search.until();
        if (search.state() == JobSearch.State.OVERDUE) {
            until = Optional.of(until.filter(time -> time.isBefore(now)).orElse(now));
        }
        return new Wanted(
                until.map(Scores::text).orElse("+inf"),
                search.id(),
                search.function(),
                search.queue(),
                search.state() == JobSearch.State.MISSING);
    }

    private static FoundJob found(Row row, Instant now) {
        MetaSummary summary = MetaSummary.of(row.meta());
        Instant due = Scores.instant(row.score());
        Optional<CallData> call = call(row);
        String function = call.map(CallData::function).orElseGet(() -> function(row.description()));
        String description =
                row.description().isEmpty() ? call.map(CallData::description).orElse("") : row.description();
        return new FoundJob(
                new ScheduledJob(
                        new String(row.id(), StandardCharsets.UTF_8),
                        due,
                        row.origin(),
                        row.status(),
                        description,
                        summary.interval(),
                        summary.cron(),
                        summary.runsLeft()),
                function,
                !due.isAfter(now),
                row.hasHash());
    }

    /** What the description does not tell. */
    private static Optional<CallData> call(Row row) {
        try {
            return row.data() == null ? Optional.empty() : Optional.of(CallData.decode(row.data()));
        } catch (WireFormatException e) {
            return Optional.empty();
        }
    }

    private static String function(String description) {
        Matcher call = CALL.matcher(description);
        return call.lookingAt() ? call.group(1) : "";
    }

    private static boolean fits(FoundJob job, JobSearch search) {
        return job.function().contains(search.function())
                && (search.state() != JobSearch.State.PERIODIC || job.job().periodic());
    }
}
