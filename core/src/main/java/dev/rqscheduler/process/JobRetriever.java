/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.process;

import dev.rqscheduler.redis.DuePage;
import dev.rqscheduler.redis.DueStore;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What is due now, oldest first, in bounded pages. The plain one-off jobs of a page, nearly all in most installations, are
 * moved in the very call that finds them; the others come back for {@link JobEnqueuer} to decide. Not thread-safe.
 */
final class JobRetriever {

    private final DueStore store;
    private final BatchSize batch;
    private final Consumer<Outcome> outcomes;
    private final LongSupplier nanoTime;

    JobRetriever(DueStore store, BatchSize batch, Consumer<Outcome> outcomes, LongSupplier nanoTime) {
        this.store = store;
        this.batch = batch;
        this.outcomes = outcomes;
        this.nanoTime = nanoTime;
    }

    /**
     * @param token what the lock must hold
     * @param passOver how many jobs at the head are known to be stuck in this pass
     * @throws dev.rqscheduler.redis.LeaseLostException if the lock is another's; nothing was moved
     */
    DuePage next(String token, int passOver) {
        long start = nanoTime.getAsLong();
        DuePage page = store.retrieve(token, batch.current(), passOver);
        batch.learn(page.length(), page.busy(), Duration.ofNanos(nanoTime.getAsLong() - start));
        for (DuePage.Moved moved : page.moved()) {
            outcomes.accept(
                    new Outcome.Moved(moved.id(), moved.queue(), moved.due(), page.now(), java.util.Optional.empty()));
        }
        for (DuePage.Noted noted : page.noted()) {
            outcomes.accept(
                    switch (noted.kind()) {
                        case MISSING -> new Outcome.Missing(noted.id(), noted.due());
                        case DROPPED -> new Outcome.Dropped(noted.id(), noted.due());
                        case STUCK -> new Outcome.Stuck(noted.id(), noted.due(), noted.detail());
                    });
        }
        return page;
    }
}
