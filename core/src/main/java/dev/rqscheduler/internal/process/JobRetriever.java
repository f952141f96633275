/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.MoveRule;
import dev.rqscheduler.internal.store.DuePage;
import dev.rqscheduler.internal.store.DueStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Retrieves due jobs, oldest first, in bounded pages. Usual jobs, nearly all in most installations, are moved in the
 * same call that finds them; the others are returned for {@link JobEnqueuer} to decide. A page is requested first and
 * read later, so Redis works on it while the previous one is reported. Not thread-safe.
 */
final class JobRetriever implements AutoCloseable {

    private final DueStore store;
    private final RuleBook rules;
    private final BatchSize batch;
    private final Consumer<Outcome> outcomes;
    private final LongSupplier nanoTime;
    private DueStore.@Nullable Look asked;
    private long askedAt;

    JobRetriever(DueStore store, Decider decider, BatchSize batch, Consumer<Outcome> outcomes, LongSupplier nanoTime) {
        this.store = store;
        this.rules = new RuleBook(decider);
        this.batch = batch;
        this.outcomes = outcomes;
        this.nanoTime = nanoTime;
    }

    /** Requests a page, to be read by {@link #next}. */
    void ask(String token, int passOver) {
        askedAt = nanoTime.getAsLong();
        asked = store.look(token, batch.current(), passOver, rules.rules());
    }

    /** Returns the requested page; {@link #report} reports its outcomes. */
    DuePage next() {
        DueStore.Look look = Objects.requireNonNull(asked, "no page was requested");
        asked = null;
        long from = nanoTime.getAsLong();
        DuePage page = look.page();
        long now = nanoTime.getAsLong();
        // A reply that had arrived before we read it says nothing about how long Redis took.
        boolean timed = now - from > (now - askedAt) / 2;
        if (timed || !page.busy().isZero()) {
            batch.learn(page.length(), page.busy(), Duration.ofNanos(now - askedAt));
        }
        rules.learn(page.metas(), page.now());
        return page;
    }

    /** Reports the outcomes of a page's jobs, except those still to be decided. */
    void report(DuePage page) {
        for (DuePage.Moved moved : page.moved()) {
            outcomes.accept(new Outcome.Moved(moved.id(), moved.queue(), moved.due(), page.now(), moved.next()));
        }
        for (DuePage.Noted noted : page.noted()) {
            outcomes.accept(
                    switch (noted.kind()) {
                        case MISSING ->
                            new Outcome.Missing(
                                    noted.id(), noted.due(), !noted.detail().isEmpty());
                        case DROPPED ->
                            new Outcome.Dropped(
                                    noted.id(), noted.due(), !noted.detail().isEmpty());
                        case STUCK -> new Outcome.Stuck(noted.id(), noted.due(), noted.detail());
                    });
        }
    }

    /** Discards a page that was requested but not read. */
    @Override
    public void close() {
        if (asked != null) {
            asked.close();
            asked = null;
        }
    }

    /**
     * The rules by which Redis moves jobs that have a meta: the latest ones, and as many older ones as are cheap to send
     * with each call. Not thread-safe.
     */
    static final class RuleBook {

        /** Each adds about half a microsecond to a call in Redis. */
        private static final int MOST = 64;

        private static final int MOST_BYTES = 32 * 1024;

        private final Decider decider;
        private final Map<ByteBuffer, MoveRule> rules = new LinkedHashMap<>();

        RuleBook(Decider decider) {
            this.decider = decider;
        }

        /** Creates rules for metas, and discards old ones. */
        void learn(List<byte[]> metas, Instant now) {
            if (metas.isEmpty()) {
                return;
            }
            rules.values().removeIf(rule -> !rule.holdsAt(now));
            metas.forEach(meta -> rules.remove(ByteBuffer.wrap(meta)));
            int bytes = rules.values().stream().mapToInt(RuleBook::size).sum();
            int room = Math.max(MOST - metas.size(), 0);
            int roomInBytes =
                    MOST_BYTES - metas.stream().mapToInt(meta -> meta.length).sum();
            for (Iterator<MoveRule> oldest = rules.values().iterator();
                    oldest.hasNext() && (rules.size() > room || bytes > roomInBytes); ) {
                bytes -= size(oldest.next());
                oldest.remove();
            }
            for (byte[] meta : metas) {
                rules.put(ByteBuffer.wrap(meta), decider.rule(meta, now));
            }
        }

        Collection<MoveRule> rules() {
            return rules.values();
        }

        private static int size(MoveRule rule) {
            return rule.meta().length;
        }
    }
}
