/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.cli.output.Json;

/** A job in quarantine as one line of JSON. */
final class QuarantinedLine {

    private QuarantinedLine() {}

    static Json json(QuarantinedJob job) {
        return new Json()
                .put("id", job.id())
                .put("since", job.since())
                .put("due", job.due())
                .put("queue", job.queue().orElse(""))
                .put("reason", job.reason());
    }
}
