/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.health;

/** Reports the health of this process. Called by many threads concurrently; must not block. */
public interface HealthSource {

    /** Reports whether the loop makes progress; if not, the process has to be restarted. */
    HealthReport alive();

    /** Reports whether the scheduler works: Redis is reachable, and it leads or stands by. */
    HealthReport ready();
}
