/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import java.time.Instant;

/** When a schedule is to be looked at again. */
public sealed interface Next {

    /**
     * At a due time.
     *
     * @param due on the timetable
     * @param moment with jitter
     */
    record At(Instant due, Instant moment) implements Next {}

    /** For the same due time again, at an instant; its run waits. */
    record Held(Instant due, Instant until) implements Next {}

    /** Never: it has run out. */
    record Finished() implements Next {}

    /** Never, until somebody puts its definition right. */
    record Broken(String problem) implements Next {}
}
