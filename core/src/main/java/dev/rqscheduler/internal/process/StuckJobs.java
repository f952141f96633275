/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs jobs that Redis refuses to move. Each is retried in every pass, once a second or more often, and the reason
 * stays the same until someone fixes it: so each is logged once a minute, at most a hundred of them by name.
 */
final class StuckJobs {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.LOGGER);
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_BY_NAME = 100;

    private final LongSupplier nanoTime;
    private final Set<String> logged = new HashSet<>();
    private long windowStart;
    private boolean more;

    StuckJobs(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowStart = nanoTime.getAsLong();
    }

    void report(Outcome.Stuck job) {
        long now = nanoTime.getAsLong();
        if (now - windowStart >= WINDOW_NANOS) {
            windowStart = now;
            logged.clear();
            more = false;
        }
        if (logged.contains(job.id())) {
            log.debug("job {} is still stuck: {}", job.id(), job.reason());
        } else if (logged.size() < MOST_BY_NAME) {
            logged.add(job.id());
            OutcomeLine.of(Level.ERROR, "stuck")
                    .job(job.id())
                    .due(job.due())
                    .with("reason", job.reason())
                    .say(
                            "job {}, due {}, could not be moved and stays scheduled: {}",
                            job.id(),
                            job.due(),
                            job.reason());
        } else if (!more) {
            more = true;
            log.error("more than {} jobs could not be moved and stay scheduled; the rest are not listed", MOST_BY_NAME);
        }
    }
}
