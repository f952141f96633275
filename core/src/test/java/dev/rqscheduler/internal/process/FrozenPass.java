/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.store.DueStore;
import dev.rqscheduler.internal.store.RunStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One pass of the production code at a recorded time, under a lock that is gone afterwards. */
public final class FrozenPass {

    private static final String TOKEN = "frozen pass";

    private FrozenPass() {}

    public static List<Outcome> run(Instant now, ZoneId cronZone) {
        return run(now, cronZone, SchedulerOptions.DEFAULT_BATCH);
    }

    public static List<Outcome> run(Instant now, ZoneId cronZone, int batchSize) {
        List<Outcome> outcomes = new ArrayList<>();
        takeLock();
        try (RedisConnection redis = TestRedis.connection()) {
            under(redis, now, cronZone, batchSize, outcomes::add);
        } finally {
            TestRedis.client().del("rq:scheduler_lock");
        }
        return outcomes;
    }

    /** Gives the lock to the passes of {@link #under}. */
    public static void takeLock() {
        TestRedis.client().set("rq:scheduler_lock", TOKEN);
    }

    /** A pass over any connection, for the lock as it is. */
    public static void under(
            RedisConnection redis, Instant now, ZoneId cronZone, int batchSize, Consumer<Outcome> outcomes) {
        under(redis, now, Zone.of(cronZone), batchSize, outcomes);
    }

    /** As {@link #under(RedisConnection, Instant, ZoneId, int, Consumer)}, by any rules of the zone. */
    public static void under(
            RedisConnection redis, Instant now, Zone cronZone, int batchSize, Consumer<Outcome> outcomes) {
        DueStore due = new DueStore(redis, ScriptClock.frozen(now));
        BatchSize batch = new BatchSize(batchSize);
        Decider decider = new Decider(cronZone);
        new Pass(
                        new JobRetriever(due, decider, batch, outcomes, System::nanoTime),
                        new JobEnqueuer(due, decider, batch, outcomes, System::nanoTime),
                        List.of(new NamedSchedules(
                                new RunStore(redis, ScriptClock.frozen(now)),
                                new BatchSize(batchSize),
                                outcomes,
                                System::nanoTime)))
                .run(TOKEN, () -> true);
    }
}
