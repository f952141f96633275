/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults;

/** What can be shown. */
enum Experiment {
    /** Faults of all kinds over much load. */
    CAMPAIGN,
    /** The same over named schedules, of which each due time must get its run. */
    SCHEDULES,
    /** How long until the next move after a crash, a stop, a restart of Redis. */
    RECOVERY,
    /** That a scheduler that lost its lease moves nothing. */
    FENCING,
    /** That a long run leaves nothing behind. */
    SOAK,
    /** All of them, one after the other. */
    ALL
}
