/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.process;

import dev.rqscheduler.move.Decider;
import dev.rqscheduler.redis.DueStore;
import dev.rqscheduler.redis.RedisConnection;
import dev.rqscheduler.redis.ScriptClock;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.RedisClient;

/** One pass of the production code at a recorded time, under a lock that is gone afterwards. */
public final class FrozenPass {

    private static final String TOKEN = "frozen pass";

    private FrozenPass() {}

    public static List<Outcome> run(Instant now, ZoneId cronZone) {
        return run(now, cronZone, SchedulerOptions.DEFAULT_BATCH);
    }

    public static List<Outcome> run(Instant now, ZoneId cronZone, int batchSize) {
        List<Outcome> outcomes = new ArrayList<>();
        RedisClient client = TestRedis.client();
        client.set("rq:scheduler_lock", TOKEN);
        try (RedisConnection redis = TestRedis.connection()) {
            DueStore due = new DueStore(redis, ScriptClock.frozen(now));
            BatchSize batch = new BatchSize(batchSize);
            new Pass(
                            new JobRetriever(due, batch, outcomes::add, System::nanoTime),
                            new JobEnqueuer(due, new Decider(cronZone), batch, outcomes::add, System::nanoTime))
                    .run(TOKEN, () -> true);
        } finally {
            client.del("rq:scheduler_lock");
        }
        return outcomes;
    }
}
