/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobPage.FoundJob;
import dev.rqscheduler.api.JobSearch;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.move.MetaSummary;
import dev.rqscheduler.internal.store.RqKeys;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Strings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Searches the scheduled jobs, a bounded stretch at a time. Read-only. */
public final class SearchInspection {

    private static final LuaScript SEARCH = LuaScript.of("survey_search.lua");
    private static final Pattern CALL = Pattern.compile("([A-Za-z0-9_.]+)\\(");

    /** Data of 64 KiB may unfold to 16 MiB; a page has up to 1,000 jobs. */
    private static final int LONGEST = 4_096;

    private final RedisConnection redis;

    public SearchInspection(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * A position among the scheduled jobs: after an id among those with its score, or before all with that score.
     *
     * @param score as Redis prints it
     * @param id as bytes, since an id need not be valid UTF-8; empty for before all
     */
    public record Position(String score, byte[] id) {}

    /** A matching job, and where it is. */
    public record Found(FoundJob job, Position at) {}

    /**
     * A searched stretch of scheduled jobs.
     *
     * @param looked how many ids were examined
     * @param ended whether it was the last
     * @param last the last position examined; meaningless if there was none
     * @param bytes how much was read
     */
    public record Stretch(long looked, boolean ended, Position last, List<Found> found, long bytes) {}

    /**
     * @param highest the highest score, or {@code +inf}
     * @param ids maximum number of ids to examine: 500 with their hashes took Redis 1 ms on a busy machine
     * @param most maximum number of jobs to find
     * @param bytes 1 or more: the stretch ends once this much was read; it is at most a job longer
     */
    public Stretch look(Position from, String highest, JobSearch search, Instant now, int ids, int most, long bytes) {
        Reply reply = Reply.of(redis.run(
                SEARCH,
                RqKeys.SCHEDULE,
                List.of(
                        bytes(from.score()),
                        from.id(),
                        bytes(highest),
                        bytes(ids),
                        bytes(most),
                        bytes(search.id().orElse("")),
                        bytes(search.function().orElse("")),
                        bytes(search.queue().orElse("")),
                        bytes(search.state() == JobSearch.State.MISSING ? "1" : "0"),
                        bytes(bytes))));
        Reply rows = reply.at(4);
        return new Stretch(
                reply.at(0).number(),
                reply.at(1).number() == 1,
                new Position(reply.at(2).text(), reply.at(3).bytes()),
                Parts.rows(rows, 0, 1, i -> found(rows.at(i), now)),
                reply.at(5).number());
    }

    /** Reduces a job to what one line of a list shows, however large its meta and data are. */
    private static Found found(Reply row, Instant now) {
        byte[] id = row.at(0).bytes();
        String score = row.at(1).text();
        Optional<String> stored = text(row.at(4));
        MetaSummary summary = MetaSummary.of(row.at(5).bytesOrNull());
        Instant due = Scores.instant(score);
        Optional<CallData> call = call(row.at(6).bytesOrNull());
        Optional<String> function = call.map(CallData::function).or(() -> stored.flatMap(SearchInspection::function));
        Optional<String> description = stored.or(() -> call.map(CallData::description));
        ScheduledJob job = new ScheduledJob(
                new String(id, StandardCharsets.UTF_8),
                due,
                text(row.at(2)),
                text(row.at(3)),
                description.map(SearchInspection::cut),
                summary.interval(),
                summary.cron().map(SearchInspection::cut),
                summary.runsLeft());
        return new Found(
                new FoundJob(
                        job,
                        function.map(SearchInspection::cut),
                        !due.isAfter(now),
                        row.at(7).number() == 1),
                new Position(score, id));
    }

    /**
     * Reads what the description does not contain.
     *
     * @param data only if the description does not contain the function; null if longer than 64 KiB
     */
    private static Optional<CallData> call(byte @Nullable [] data) {
        try {
            return data == null ? Optional.empty() : Optional.of(CallData.decode(data));
        } catch (WireFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> function(String description) {
        Matcher call = CALL.matcher(description);
        return call.lookingAt() ? Optional.of(call.group(1)) : Optional.empty();
    }

    private static Optional<String> text(Reply reply) {
        return reply.isNull() ? Optional.empty() : Strings.nonEmpty(reply.text());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
