/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.ZoneRulesReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** The loop: its turns, passes and scripts, the lease, and the trouble that it has with Redis. */
final class LoopMeters implements SchedulerListener {

    private static final Duration[] DURATIONS = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Timer passes;
    private final Timer scripts;
    private final Counter faults;
    private final Counter leading;
    private final Counter leasesLost;
    private final Counter reconnects;
    private final Counter zoneRules;
    private final TzdataMeter tzdata;
    private final Map<RedisException.Kind, Counter> errors = new EnumMap<>(RedisException.Kind.class);

    private volatile Lease lease = Lease.NONE;
    private volatile double lastTurn = Double.NaN;
    private volatile double lastPass = Double.NaN;

    /** The lease as it was taken or renewed last. */
    private record Lease(boolean held, long taken, long end) {
        static final Lease NONE = new Lease(false, 0, 0);
    }

    LoopMeters(MeterSet meters, InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        passes = meters.timer("rqscheduler.pass.duration", "How long a look at the schedule took", DURATIONS);
        scripts = meters.timer("rqscheduler.script.duration", "How long a script of a pass kept Redis busy", DURATIONS);
        faults = meters.counter("rqscheduler.pass.faults", "Passes that failed for a fault of the scheduler's own");
        leading = meters.counter("rqscheduler.leader.changes", "How often this scheduler became the leader");
        leasesLost = meters.counter("rqscheduler.leases.lost", "How often the lock was lost while it was held");
        reconnects = meters.counter(
                "rqscheduler.redis.reconnects", "Connections to Redis that were replaced since they were lost");
        tzdata = new TzdataMeter(meters);
        zoneRules = meters.counter(
                "rqscheduler.zone.rules.moved",
                "Next times that were computed again, as the rules of their time zone had changed");
        for (RedisException.Kind kind : RedisException.Kind.values()) {
            errors.put(
                    kind,
                    meters.counter(
                            "rqscheduler.redis.errors",
                            "Attempts of the loop to use Redis that failed",
                            "kind",
                            kind.name().toLowerCase(Locale.ROOT)));
        }
        meters.gauge("rqscheduler.leader", "1 if this scheduler moves the jobs, 0 if it does not", this::leader);
        meters.seconds(
                "rqscheduler.lease.age",
                "Time since the lease was taken or renewed; not there unless this scheduler leads",
                () -> leader() > 0 ? Seconds.of(nanoTime.getAsLong() - lease.taken()) : Double.NaN);
        meters.seconds(
                "rqscheduler.lease.remaining",
                "Time until the lease ends without a renewal; not there unless this scheduler leads",
                () -> leader() > 0 ? Seconds.of(lease.end() - nanoTime.getAsLong()) : Double.NaN);
        meters.seconds(
                "rqscheduler.last.turn.timestamp",
                "When the loop came round last, by this machine's clock",
                () -> lastTurn);
        meters.seconds(
                "rqscheduler.last.pass.timestamp",
                "When the last pass ended well, by this machine's clock",
                () -> lastPass);
    }

    /** A leader that cannot renew its lease ceases to be one when that ends, whether or not it can be told so. */
    private double leader() {
        Lease last = lease;
        return last.held() && last.end() - nanoTime.getAsLong() > 0 ? 1 : 0;
    }

    @Override
    public void onTurn() {
        lastTurn = Seconds.of(clock.instant());
        tzdata.update();
    }

    @Override
    public void onPass(PassReport pass) {
        lastPass = Seconds.of(clock.instant());
        passes.record(pass.duration());
    }

    @Override
    public void onScript(Duration took) {
        scripts.record(took);
    }

    @Override
    public void onLeading() {
        leading.increment();
    }

    @Override
    public void onLease(Duration validFor, Duration spare) {
        long now = nanoTime.getAsLong();
        lease = new Lease(true, now, now + validFor.toNanos());
    }

    @Override
    public void onLeaseLost(String reason) {
        lease = Lease.NONE;
        leasesLost.increment();
    }

    @Override
    public void onStopping() {
        lease = Lease.NONE;
    }

    @Override
    public void onRedisError(RedisException failure) {
        Counter counter = errors.get(failure.kind());
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void onReconnect(int connections) {
        reconnects.increment(connections);
    }

    @Override
    public void onZoneRules(ZoneRulesReport report) {
        zoneRules.increment(report.count());
    }

    @Override
    public void onFault(RuntimeException failure) {
        faults.increment();
    }
}
