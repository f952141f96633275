/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.store.DuePage;
import dev.rqscheduler.internal.store.DueStore;
import java.time.Duration;
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
}
