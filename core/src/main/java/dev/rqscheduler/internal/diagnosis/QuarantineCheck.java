/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.text.NumberText;
import java.util.List;

/** Checks for quarantined jobs. */
final class QuarantineCheck {

    static final String NAME = "quarantine";

    private QuarantineCheck() {}

    static List<Finding> judge(long count) {
        return List.of(
                count == 0
                        ? Finding.pass(NAME, "empty")
                        : Finding.warn(
                                NAME,
                                NumberText.count(count, "job") + " could not be moved and will not run",
                                "rqscheduler quarantine list shows why; then retry or drop them"));
    }
}
