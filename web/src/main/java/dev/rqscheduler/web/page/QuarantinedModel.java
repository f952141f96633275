/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.QuarantinedJob;
import java.util.Map;
import java.util.Optional;

/**
 * One quarantined job.
 *
 * @param details its decoded hash; empty if the hash is missing
 */
public record QuarantinedModel(QuarantinedJob job, Optional<JobDetails> details, boolean hideArguments) {

    public Map<String, String> fields() {
        return RedactedFields.from(details.map(JobDetails::fields).orElse(Map.of()), hideArguments);
    }

    /** Returns the meta as Python would print it, if it may be shown. */
    public Optional<String> meta() {
        return details.flatMap(JobDetails::meta).filter(text -> !hideArguments);
    }

    public String call() {
        return details.map(known -> hideArguments
                        ? known.data().map(data -> data.function() + "(...)").orElse("(hidden)")
                        : known.call())
                .orElse("unknown, hash missing");
    }
}
