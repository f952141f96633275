/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.SchedulerNameTakenException;
import dev.rqscheduler.internal.store.InstanceStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a scheduler under its name in {@code rq:scheduler_instance:<name>}, keeps it registered, and deregisters
 * it.
 *
 * <p>As in rq-scheduler: {@code birth} and {@code death} in seconds, the key expiring after int(interval) + 10 seconds,
 * and 60 seconds after death. In addition: {@code host}, {@code pid}, {@code version}, {@code leader} (0 or 1), {@code
 * token}, and the fields of {@link MoveCounter}. Unlike there, registration is one step, and a heartbeat restores what
 * expired. Not thread-safe.
 */
final class SchedulerLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.LOGGER);

    private final InstanceStore store;
    private final String name;
    private final String token;
    private final Duration timeToLive;
    private final Map<String, String> identity;
    private final MoveCounter work;
    private final LongSupplier nanoTime;

    private long lastBeat;
    private boolean leader;
    private boolean refused;
    private String birth = "";

    SchedulerLifecycle(
            InstanceStore store,
            String name,
            String token,
            Duration pollCap,
            Map<String, String> identity,
            MoveCounter work,
            LongSupplier nanoTime) {
        this.store = store;
        this.name = name;
        this.token = token;
        this.timeToLive = Duration.ofSeconds(pollCap.toSeconds() + 10);
        this.identity = identity;
        this.work = work;
        this.nanoTime = nanoTime;
    }

    /**
     * @throws SchedulerNameTakenException if a live scheduler has the name
     */
    void birth() {
        lastBeat = nanoTime.getAsLong();
        InstanceStore.Registration registration = store.birth(token, timeToLive, fields(false));
        birth = registration.birth();
        if (!registration.accepted()) {
            String where = registration.host().isEmpty()
                    ? ""
                    : " (host " + registration.host() + ", pid " + registration.pid() + ")";
            throw new SchedulerNameTakenException("a scheduler named \"" + name + "\" is already active" + where
                    + "; stop it or choose another name (if it crashed, its name is free again within "
                    + timeToLive.toSeconds() + " seconds)");
        }
    }

    /**
     * Sends a heartbeat if a third of the registration's life is over, or if it became or ceased to be the leader. A
     * registration that Redis refuses for its own reasons (no permission, a key of another type) is logged once and
     * does not keep jobs from being moved.
     *
     * @throws SchedulerNameTakenException if another scheduler has the name now
     */
    void heartbeat(boolean leads) {
        boolean news = leads != leader && !refused;
        if (!news && nanosUntilHeartbeat() > 0) {
            return;
        }
        long start = nanoTime.getAsLong();
        try {
            if (!store.heartbeat(token, timeToLive, fields(leads))) {
                throw new SchedulerNameTakenException("another scheduler registered as \"" + name
                        + "\" while this one could not renew its registration; stopping");
            }
            refused = false;
            work.published();
        } catch (RedisException e) {
            if (e.kind() != RedisException.Kind.NOPERM && e.kind() != RedisException.Kind.WRONGTYPE) {
                throw e;
            }
            if (!refused) {
                log.warn(
                        "could not renew the registration \"{}\"; jobs are still being moved: {}",
                        name,
                        e.getMessage());
            }
            refused = true;
            lastBeat = start;
            return;
        }
        lastBeat = start;
        // Only now: a heartbeat that did not get through must be resent immediately.
        leader = leads;
    }

    long nanosUntilHeartbeat() {
        return lastBeat + timeToLive.toNanos() / 3 - nanoTime.getAsLong();
    }

    void death() {
        store.death(token);
    }

    private Map<String, String> fields(boolean leads) {
        Map<String, String> fields = new LinkedHashMap<>(identity);
        fields.putAll(work.fields());
        fields.put("leader", leads ? "1" : "0");
        if (!birth.isEmpty()) {
            fields.put("birth", birth);
        }
        return fields;
    }

    /**
     * Counts the work that each heartbeat publishes in Redis: {@code moved}, jobs since the start, and {@code late}, the
     * maximum lateness in seconds since the previous heartbeat, empty if nothing was moved. Not thread-safe.
     */
    static final class MoveCounter implements SchedulerListener {

        private long moved;
        private long movedBefore;
        private Duration late = Duration.ZERO;

        @Override
        public void onOutcome(Outcome outcome) {
            if (outcome instanceof Outcome.Moved job) {
                moved++;
                Duration lateness = job.lateness();
                late = lateness.compareTo(late) > 0 ? lateness : late;
            }
        }

        Map<String, String> fields() {
            String latest = moved == movedBefore
                    ? ""
                    : BigDecimal.valueOf(late.getSeconds())
                            .add(BigDecimal.valueOf(late.getNano() / 1_000, 6))
                            .toPlainString();
            return Map.of("moved", Long.toString(moved), "late", latest);
        }

        /** Records that the fields were published: the next heartbeat covers what follows. */
        void published() {
            movedBefore = moved;
            late = Duration.ZERO;
        }
    }
}
