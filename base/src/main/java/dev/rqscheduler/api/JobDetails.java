/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that Redis holds about one job.
 *
 * @param due when it is due, if it is scheduled
 * @param call the call as Python would print it, or why it cannot be read
 * @param meta meta as Python would print it, or why it cannot be read; empty if there is none
 * @param fields the other fields of its hash as strings, in the hash's order
 * @param expiresIn how long until the hash expires, if it does
 * @param data the decoded value behind {@code call}, if readable
 * @param metaData the decoded value behind {@code meta}, if readable
 * @param inQuarantine why it is in quarantine, if it is
 */
public record JobDetails(
        String id,
        Optional<Instant> due,
        String call,
        Optional<String> meta,
        Map<String, String> fields,
        Optional<Duration> expiresIn,
        Optional<String> inQuarantine,
        Optional<CallData> data,
        Optional<PyValue> metaData) {}
