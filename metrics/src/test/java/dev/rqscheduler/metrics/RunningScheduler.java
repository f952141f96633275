/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.process.SchedulerLoop;
import dev.rqscheduler.internal.process.SchedulerOptions;
import java.time.Duration;
import java.util.Map;

/** A scheduler process on a thread of its own. */
final class RunningScheduler implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisConnection redis;
    private final SchedulerLoop process;

    RunningScheduler(RedisConfig config, SchedulerListener listener) {
        redis = new RedisConnection(config, 2);
        SchedulerOptions options =
                SchedulerOptions.defaults().withPollCap(Duration.ofMillis(20)).withLease(Duration.ofSeconds(1));
        process = new SchedulerLoop(options, redis, listener, Map.of());
        Thread thread = new Thread(
                () -> {
                    try {
                        process.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "scheduler under measurement");
        thread.start();
    }

    /** Ends it, and what it keeps of Redis. */
    @Override
    public void close() {
        process.stop();
        try {
            assertThat(process.awaitEnd(PATIENCE)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        redis.close();
    }
}
