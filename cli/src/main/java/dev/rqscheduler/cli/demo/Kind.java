/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

/** The kinds of job that the demo shows. */
enum Kind {
    AT("at", "once, at a time"),
    IN("in", "once, in a while"),
    AT_FRONT("at front", "once, to the front of its queue"),
    EVERY("every", "every 2 seconds, without end"),
    REPEAT("repeat", "every second, 3 times"),
    CRON("cron", "by a cron expression, every 2 seconds"),
    SCHEDULE("schedule", "a named schedule, every 2 seconds, each run a job of its own"),
    RESCHEDULED("rescheduled", "was meant for tomorrow, then changed"),
    DEPENDENT("dependent", "waits for another job to finish"),
    CORRUPT("corrupt", "its cron expression is none: quarantine"),
    CANCELLED("cancelled", "taken back before it was due");

    final String label;
    final String story;

    Kind(String label, String story) {
        this.label = label;
        this.story = story;
    }

    /** Whether a full demo must see this kind dealt with by the scheduler. */
    boolean mustBeSeen() {
        return this != CANCELLED;
    }
}
