/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import java.time.Instant;

/** When a schedule is to be checked again. */
public sealed interface NextRunState {

    /**
     * At a due time.
     *
     * @param due on the timetable
     * @param moment with jitter
     */
    record At(Instant due, Instant moment) implements NextRunState {}

    /** At an instant, for the same due time; its run is waiting. */
    record Held(Instant due, Instant until) implements NextRunState {}

    /** Never: it has no runs left. */
    record Finished() implements NextRunState {}

    /** Never, until its definition is fixed. */
    record Broken(String problem) implements NextRunState {}
}
