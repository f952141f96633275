/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.ConflictException;
import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.store.Applied;
import dev.rqscheduler.internal.store.DueStore;
import java.util.List;

/** Moves one scheduled job on request, with the same decision and script as the scheduler process. */
public final class ImmediateMove {

    private static final int MAX_ATTEMPTS = 5;

    private final DueStore store;
    private final Decider decider;

    public ImmediateMove(DueStore store, Decider decider) {
        this.store = store;
        this.decider = decider;
    }

    public boolean move(String id) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            DueStore.Examined examined = store.examine(id).orElseThrow(() -> new JobNotScheduledException(id));
            Decision decision = decider.decide(examined.job(), examined.now());
            // An empty token: no lock is needed for one job, since the script moves it only if it is still as it was
            // read.
            Applied.Result result =
                    store.apply("", List.of(decision), 0).results().get(0);
            switch (result.kind()) {
                case MOVED -> {
                    return true;
                }
                case DEFERRED, SKIPPED, QUARANTINED -> {
                    return false;
                }
                case GONE, CHANGED -> {
                    // Read it again: it may only have another due time or another status now.
                }
                case BADKEY, STUCK ->
                    throw new RedisException(
                            result.kind() == Applied.Kind.BADKEY
                                    ? RedisException.Kind.WRONGTYPE
                                    : RedisException.Kind.of(result.detail()),
                            "job \"" + id + "\" could not be moved and stays scheduled: " + result.detail(),
                            null);
            }
        }
        throw new ConflictException("job \"" + id + "\" changed " + MAX_ATTEMPTS + " times while it was being moved");
    }
}
