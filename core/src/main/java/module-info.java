/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */

/** The scheduler and its client: {@code SchedulerClient}, {@code Schedules}, {@code Quarantine}, {@code SchedulerProcess}. */
// The module named below is built after this one.
@SuppressWarnings("module")
module dev.rqscheduler {
    requires transitive dev.rqscheduler.base;
    requires org.slf4j;

    exports dev.rqscheduler;
    exports dev.rqscheduler.internal.store to
            dev.rqscheduler.metrics;
}
