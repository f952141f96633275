/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fault;

import java.util.List;
import java.util.stream.Stream;

/** All kinds of faults that this machine can make. */
public final class Catalogue {

    private Catalogue() {}

    /**
     * In an order in which they can be injected at the same time: what makes Redis deaf to those who inject comes last.
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

    /** The same for named schedules, whose histories are evidence: nothing that only keeps a history from being written. */
    public static List<FaultKind> forSchedules() {
        return all().stream()
                .map(kind -> kind.name().equals("acl-push") ? PermissionFaults.pushAtTheEnd() : kind)
                .toList();
    }

    /** What would belong to it and cannot be made here, with what it takes. */
    public static List<String> missing() {
        return OtherFaults.fakeClock().isPresent()
                ? List.of()
                : List.of(
                        "clock-ahead and clock-behind: not run, libfaketime is not installed (apt install libfaketime)");
    }
}
