/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

/** The kinds of job that the demo shows. */
enum Kind {
    AT("at", "once, at a given time"),
    IN("in", "once, after a delay"),
    AT_FRONT("at front", "once, at the front of its queue"),
    EVERY("every", "every 2 seconds, forever"),
    REPEAT("repeat", "every second, 3 times"),
    CRON("cron", "by a cron expression, every 2 seconds"),
    SCHEDULE("schedule", "a named schedule, every 2 seconds, each run a separate job"),
    RESCHEDULED("rescheduled", "due tomorrow, then rescheduled to today"),
    DEPENDENT("dependent", "waits for another job to finish"),
    CORRUPT("corrupt", "its cron expression is invalid: quarantined"),
    CANCELLED("cancelled", "cancelled before it was due");

    final String label;
    final String story;

    Kind(String label, String story) {
        this.label = label;
        this.story = story;
    }

    /** Whether the scheduler must handle this kind in a full demo. */
    boolean mustBeSeen() {
        return this != CANCELLED;
    }
}
