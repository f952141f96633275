/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A job in quarantine.
 *
 * @param since when it was quarantined
 * @param due when it was due
 * @param queue where it would have gone, if that can be read
 * @param reason one sentence for a person
 */
public record QuarantinedJob(String id, Instant since, Instant due, Optional<String> queue, String reason) {}
