/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.fault;

import java.util.List;
import java.util.stream.Stream;

/** All kinds of faults that can be injected on this machine. */
public final class FaultCatalogue {

    private FaultCatalogue() {}

    /**
     * All kinds, in an order in which they can be injected together: faults that stop Redis from answering come last.
     */
    public static List<FaultKind> all() {
        return Stream.of(
                        ProcessFaults.all(),
                        ConnectionFaults.all(),
                        OtherFaults.all(),
                        PermissionFaults.all(),
                        RedisFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /** All kinds for named schedules, whose histories are evidence: without faults that only stop the history from being written. */
    public static List<FaultKind> forSchedules() {
        return all().stream()
                .map(kind -> kind.name().equals("acl-push") ? PermissionFaults.rightPush() : kind)
                .toList();
    }

    /** Kinds that cannot be injected on this machine, and what they need. */
    public static List<String> missing() {
        return OtherFaults.fakeClock().isPresent()
                ? List.of()
                : List.of(
                        "clock-ahead and clock-behind: skipped, libfaketime is not installed (apt install libfaketime)");
    }
}
