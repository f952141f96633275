/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.ZoneRulesReport;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataVersion;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** Meters of the loop: iterations, passes, scripts, the lease, and Redis errors. */
final class LoopMeters implements SchedulerListener {

    private static final Duration[] DURATIONS =
            MeterSet.buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30);

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

    /** The lease as last taken or renewed. */
    private record Lease(boolean held, long taken, long end) {
        static final Lease NONE = new Lease(false, 0, 0);
    }

    LoopMeters(MeterSet meters, InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        passes = meters.timer("rqscheduler.pass.duration", "Duration of a pass over the due jobs", DURATIONS);
        scripts = meters.timer("rqscheduler.script.duration", "Time a script of a pass kept Redis busy", DURATIONS);
        faults = meters.counter("rqscheduler.pass.faults", "Passes that failed because of a fault in the scheduler");
        leading = meters.counter("rqscheduler.leader.changes", "Times this scheduler became the leader");
        leasesLost = meters.counter("rqscheduler.leases.lost", "Times the lock was lost while it was held");
        reconnects =
                meters.counter("rqscheduler.redis.reconnects", "Connections to Redis replaced because they were lost");
        tzdata = new TzdataMeter(meters);
        zoneRules = meters.counter(
                "rqscheduler.zone.rules.moved", "Next runs recomputed because the rules of their time zone changed");
        for (RedisException.Kind kind : RedisException.Kind.values()) {
            errors.put(
                    kind,
                    meters.counter(
                            "rqscheduler.redis.errors",
                            "Failed attempts of the loop to use Redis",
                            "kind",
                            kind.name().toLowerCase(Locale.ROOT)));
        }
        meters.gauge("rqscheduler.leader", "1 if this scheduler is the leader, 0 if it is not", this::leader);
        meters.seconds(
                "rqscheduler.lease.age",
                "Time since the lease was taken or renewed; no value unless this scheduler is the leader",
                () -> leader() > 0 ? MeterSet.Seconds.of(nanoTime.getAsLong() - lease.taken()) : Double.NaN);
        meters.seconds(
                "rqscheduler.lease.remaining",
                "Time until the lease expires if not renewed; no value unless this scheduler is the leader",
                () -> leader() > 0 ? MeterSet.Seconds.of(lease.end() - nanoTime.getAsLong()) : Double.NaN);
        meters.seconds(
                "rqscheduler.last.turn.timestamp",
                "Time of the last loop iteration, by this machine's clock",
                () -> lastTurn);
        meters.seconds(
                "rqscheduler.last.pass.timestamp",
                "Time of the last successful pass, by this machine's clock",
                () -> lastPass);
    }

    /** A leader that cannot renew its lease ceases to be leader when it expires, even if it does not know yet. */
    private double leader() {
        Lease last = lease;
        return last.held() && last.end() - nanoTime.getAsLong() > 0 ? 1 : 0;
    }

    @Override
    public void onTurn() {
        lastTurn = MeterSet.Seconds.of(clock.instant());
        tzdata.update();
    }

    @Override
    public void onPass(PassReport pass) {
        lastPass = MeterSet.Seconds.of(clock.instant());
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

    /** Shows the time zone data in use: a gauge with labels, replaced when a running scheduler switches to newer data. */
    private static final class TzdataMeter {

        private final MeterSet meters;
        private Tzdata shown;
        private Meter meter;

        TzdataMeter(MeterSet meters) {
            this.meters = meters;
            this.shown = Zones.tzdata();
            this.meter = register(shown);
        }

        /** Must be called by one thread only. */
        void update() {
            Tzdata current = Zones.tzdata();
            if (current != shown) {
                meters.remove(meter);
                meter = register(current);
                shown = current;
            }
        }

        private Meter register(Tzdata tzdata) {
            return meters.gauge(
                    "rqscheduler.tzdata.info",
                    "Source and version of the time-zone rules in use, as labels; always 1",
                    () -> 1,
                    "source",
                    tzdata.source().name().toLowerCase(Locale.ROOT),
                    "version",
                    tzdata.version().map(TzdataVersion::toString).orElse("unknown"));
        }
    }
}
