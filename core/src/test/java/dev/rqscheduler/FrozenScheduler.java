/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.redis.ScriptClock;
import dev.rqscheduler.testing.TestRedis;
import dev.rqscheduler.time.Zone;
import dev.rqscheduler.wire.Serializer;
import java.time.Instant;
import java.time.ZoneId;

/** The production client at a recorded time. */
public final class FrozenScheduler {

    private FrozenScheduler() {}

    public static Scheduler at(Instant now, ZoneId cronZone) {
        return new Scheduler(TestRedis.connection(), ScriptClock.frozen(now), Zone.of(cronZone), Serializer.PICKLE);
    }
}
