/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataVersion;
import io.micrometer.core.instrument.Meter;
import java.util.Locale;

/** Shows the time zone data in use: a gauge with labels, replaced when a running scheduler switches to newer data. */
final class TzdataMeter {

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
