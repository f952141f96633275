/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.store.QuarantineStore;
import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Options of a scheduler process. Immutable; start from {@link #defaults()} and change with the {@code with} methods.
 *
 * @param name under which it registers; 32 random hex digits by default, as rq-scheduler
 * @param pollCap maximum sleep between two polls, for writers that do not signal; above 0, at most 1 day
 * @param lease how long the lock is valid without renewal; 1 second to 1 hour
 * @param cronZone time zone of cron expressions
 * @param batch maximum number of jobs in one script call, 1 to 2,000
 * @param burst whether to exit after a pass that leaves nothing due
 * @param quarantineLimit maximum number of jobs in quarantine, 1 to 10 million; when full, the oldest is evicted and
 *     reported
 * @param waitForRedis whether to keep trying if Redis cannot be reached at startup
 */
public record SchedulerOptions(
        String name,
        Duration pollCap,
        Duration lease,
        Zone cronZone,
        int batch,
        int quarantineLimit,
        boolean burst,
        boolean waitForRedis) {

    /**
     * Bounds the time to hand over after a crash; renewing after a third of it costs one call every 1.7 seconds.
     */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(5);

    /** 500 jobs keep Redis busy for 1 to 2 ms. */
    public static final int DEFAULT_BATCH = 500;

    /** Lua's unpack, with which ids are pushed and removed in one command, takes about 8,000 values. */
    public static final int MAX_BATCH = 2_000;

    /** About 3 GB of Redis. */
    public static final int MAX_QUARANTINE = 10_000_000;

    private static final Pattern NAME = Pattern.compile("[!-~]{1,200}");

    /**
     * @throws IllegalArgumentException naming the option that is out of range
     */
    public SchedulerOptions {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be 1 to 200 printable ASCII characters without spaces");
        }
        requireWithin("polling interval (--interval)", pollCap, Duration.ofMillis(1), Duration.ofDays(1));
        requireWithin("lease", lease, Duration.ofSeconds(1), Duration.ofHours(1));
        if (batch < 1 || batch > MAX_BATCH) {
            throw new IllegalArgumentException("batch must be 1 to " + MAX_BATCH + ", not " + batch);
        }
        if (quarantineLimit < 1 || quarantineLimit > MAX_QUARANTINE) {
            throw new IllegalArgumentException(
                    "quarantine limit must be 1 to " + MAX_QUARANTINE + ", not " + quarantineLimit);
        }
    }

    /**
     * Returns the defaults: a random name, a polling interval of 1 second, lease 5 seconds, the JVM's zone, batches of up to 500, no
     * burst.
     */
    public static SchedulerOptions defaults() {
        return new SchedulerOptions(
                UUID.randomUUID().toString().replace("-", ""),
                Duration.ofSeconds(1),
                DEFAULT_LEASE,
                Zone.local(),
                DEFAULT_BATCH,
                QuarantineStore.DEFAULT_LIMIT,
                false,
                false);
    }

    public SchedulerOptions withName(String value) {
        return new SchedulerOptions(value, pollCap, lease, cronZone, batch, quarantineLimit, burst, waitForRedis);
    }

    public SchedulerOptions withPollCap(Duration value) {
        return new SchedulerOptions(name, value, lease, cronZone, batch, quarantineLimit, burst, waitForRedis);
    }

    public SchedulerOptions withLease(Duration value) {
        return new SchedulerOptions(name, pollCap, value, cronZone, batch, quarantineLimit, burst, waitForRedis);
    }

    public SchedulerOptions withCronZone(Zone value) {
        return new SchedulerOptions(name, pollCap, lease, value, batch, quarantineLimit, burst, waitForRedis);
    }

    /** Sets the cron zone by name: the rules are rqscheduler's, not the JDK's. */
    public SchedulerOptions withCronZone(ZoneId value) {
        return withCronZone(Zone.of(value));
    }

    public SchedulerOptions withBatch(int value) {
        return new SchedulerOptions(name, pollCap, lease, cronZone, value, quarantineLimit, burst, waitForRedis);
    }

    public SchedulerOptions withQuarantineLimit(int value) {
        return new SchedulerOptions(name, pollCap, lease, cronZone, batch, value, burst, waitForRedis);
    }

    public SchedulerOptions withBurst(boolean value) {
        return new SchedulerOptions(name, pollCap, lease, cronZone, batch, quarantineLimit, value, waitForRedis);
    }

    public SchedulerOptions withWaitForRedis(boolean value) {
        return new SchedulerOptions(name, pollCap, lease, cronZone, batch, quarantineLimit, burst, value);
    }

    private static void requireWithin(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be between " + Durations.format(least) + " and "
                    + Durations.format(most) + ", not " + Durations.format(value));
        }
    }
}
