/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one step of the file did to one named schedule. Filled command by command, then only read. */
final class ScheduleStep {

    /** A job of the schedule that was pushed; {@code at} is empty if its hash was not written in the same step. */
    record Push(RunId run, Optional<Instant> at) {}

    final List<Push> pushes = new ArrayList<>();
    final List<HistoryLine> lines = new ArrayList<>();

    /** The next due time that was written; empty if none was, and the end of time if it was written that there is none. */
    Optional<Instant> due = Optional.empty();

    /** Whether its definition was written: by somebody who puts it. */
    boolean put;

    /** Whether the counter of runs that were asked for was raised. */
    boolean askedCounted;

    /** What the lock held before; empty text if it was free. */
    String holder = "";

    /** When it was, as far as is known. */
    Optional<Instant> time() {
        return pushes.stream().flatMap(push -> push.at().stream()).findFirst();
    }
}
