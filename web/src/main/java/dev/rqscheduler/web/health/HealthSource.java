/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.health;

/** What is known of this process's health. Called by many threads at once; must not wait for anything. */
public interface HealthSource {

    /** Whether the process turns its loop; if not, starting it anew is the only thing that helps. */
    HealthReport alive();

    /** Whether it does its work: Redis can be reached, and it leads or stands by. */
    HealthReport ready();
}
