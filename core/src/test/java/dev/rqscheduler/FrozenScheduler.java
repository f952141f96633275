/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneId;

/** The production client at a recorded time. */
public final class FrozenScheduler {

    private FrozenScheduler() {}

    public static SchedulerClient at(Instant now, ZoneId cronZone) {
        return new SchedulerClient(
                TestRedis.connection(), ScriptClock.frozen(now), Zone.of(cronZone), Serializer.PICKLE);
    }
}
