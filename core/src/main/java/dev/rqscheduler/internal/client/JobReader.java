/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.move.MetaSummary;
import dev.rqscheduler.internal.store.JobStore;
import dev.rqscheduler.internal.store.QuarantineStore;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.wire.Meta;
import dev.rqscheduler.internal.wire.PyRepr;
import dev.rqscheduler.internal.wire.Strings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads scheduled jobs. Thread-safe. */
public final class JobReader {

    private static final int PAGE = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final Set<String> NOT_TEXT = Set.of("data", "meta", "result", "exc_info");

    private final JobStore schedule;
    private final QuarantineStore quarantine;

    public JobReader(JobStore schedule, QuarantineStore quarantine) {
        this.schedule = schedule;
        this.quarantine = quarantine;
    }

    /**
     * @param offset how many to skip, 0 or more
     */
    public Stream<ScheduledJob> jobs(Optional<Instant> until, long offset) {
        return StreamSupport.stream(new Pages(until, offset), false);
    }

    public Optional<JobDetails> details(String id) {
        Map<String, byte[]> hash = schedule.hash(id);
        Optional<Instant> due = schedule.due(id);
        Optional<String> reason = quarantine.find(id).map(QuarantinedJob::reason);
        if (hash.isEmpty() && due.isEmpty() && reason.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        hash.forEach((name, value) -> {
            if (!NOT_TEXT.contains(name)) {
                fields.put(name, Excerpt.of(new String(value, StandardCharsets.UTF_8), LONGEST_TEXT));
            }
        });
        Optional<String> meta = Optional.ofNullable(hash.get("meta"))
                .filter(value -> value.length > 0)
                .map(JobReader::metaText);
        return Optional.of(new JobDetails(
                id,
                due,
                callText(hash.get("data")),
                meta,
                fields,
                schedule.expiry(id),
                reason,
                read(hash.get("data"), CallData::decode),
                read(hash.get("meta"), raw -> Meta.parse(raw).value())));
    }

    private static <T> Optional<T> read(byte @Nullable [] raw, Function<byte[], T> reader) {
        try {
            return raw == null || raw.length == 0 ? Optional.empty() : Optional.of(reader.apply(raw));
        } catch (WireFormatException e) {
            // Said where the text is made.
            return Optional.empty();
        }
    }

    private static String callText(byte @Nullable [] data) {
        if (data == null || data.length == 0) {
            return "(none: its hash has no data)";
        }
        try {
            return Excerpt.of(CallData.decode(data).description(), LONGEST_TEXT);
        } catch (WireFormatException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    private static String metaText(byte[] meta) {
        try {
            return PyRepr.of(Meta.parse(meta).value(), LONGEST_TEXT);
        } catch (WireFormatException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    private static ScheduledJob job(JobStore.Row row) {
        MetaSummary summary = MetaSummary.of(row.meta());
        return new ScheduledJob(
                row.id(),
                row.due(),
                Strings.nonEmpty(row.origin()),
                Strings.nonEmpty(row.status()),
                Strings.nonEmpty(row.description()),
                summary.interval(),
                summary.cron(),
                summary.runsLeft());
    }

    /**
     * Pages by score, not by rank, because ranks shift whenever a job at the head is moved: each page starts at the
     * last score seen and skips as many jobs as were seen with that same score.
     */
    private final class Pages extends AbstractSpliterator<ScheduledJob> {
        private final Optional<Instant> until;
        private final long offset;
        private List<JobStore.Row> page = new ArrayList<>();
        private int next;
        private String fromScore = "0";
        private long passOver;
        private boolean ended;
        private boolean first = true;

        Pages(Optional<Instant> until, long offset) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.until = until;
            this.offset = offset;
            this.passOver = offset;
        }

        @Override
        public boolean tryAdvance(Consumer<? super ScheduledJob> action) {
            if (next == page.size() && !readPage()) {
                return false;
            }
            action.accept(job(page.get(next++)));
            return true;
        }

        private boolean readPage() {
            if (ended) {
                return false;
            }
            page = schedule.list(fromScore, until, passOver, PAGE);
            next = 0;
            ended = page.size() < PAGE;
            if (page.isEmpty()) {
                return false;
            }
            String last = page.get(page.size() - 1).score();
            long seen = page.stream().filter(row -> row.score().equals(last)).count();
            if (last.equals(fromScore)) {
                passOver += seen;
            } else if (first && offset > 0) {
                // Some of the jobs skipped by the offset may also have the last score of this page.
                passOver = offset + page.size() - schedule.countBefore(last);
            } else {
                passOver = seen;
            }
            first = false;
            fromScore = last;
            return true;
        }
    }
}
