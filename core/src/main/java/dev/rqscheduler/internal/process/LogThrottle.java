/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Limits a repeated message to its first occurrence and then once a minute: a job that repeats every second would bury
 * everything else in the log. Not thread-safe.
 */
final class LogThrottle {

    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    /** Beyond this many, the one logged longest ago is forgotten, and logged at its next occurrence. */
    private static final int MOST = 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Logged> logged = new LinkedHashMap<>();

    private record Logged(long at, long suppressed) {}

    LogThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * @return how many occurrences were suppressed since it was last logged; empty if this one is to be suppressed
     */
    OptionalLong occurred(String what) {
        long now = nanoTime.getAsLong();
        Logged before = logged.get(what);
        if (before != null && now - before.at() < WINDOW_NANOS) {
            logged.put(what, new Logged(before.at(), before.suppressed() + 1));
            return OptionalLong.empty();
        }
        logged.remove(what);
        if (logged.size() == MOST) {
            logged.remove(logged.keySet().iterator().next());
        }
        logged.put(what, new Logged(now, 0));
        return OptionalLong.of(before == null ? 0 : before.suppressed());
    }

    /**
     * Logs jobs that Redis refuses to move. Each is retried in every pass, once a second or more often, and the reason
     * stays the same until someone fixes it: so each is logged once a minute, at most a hundred of them by name.
     */
    static final class StuckJobs {

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
                log.error(
                        "more than {} jobs could not be moved and stay scheduled; the rest are not listed",
                        MOST_BY_NAME);
            }
        }
    }
}
