/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A job to schedule, ready to be written.
 *
 * @param template its hash's template
 * @param values of the template's names, in their order
 */
public record NewJob(String id, When when, Template template, List<byte[]> values) {

    public sealed interface When {}

    /** At an instant. */
    public record At(Instant due) implements When {}

    /** After a delay from now by Redis's clock. */
    public record In(Duration delay) implements When {}

    /**
     * The fields that the hashes of many new jobs share, sent once for all of them: scripts are sent each object
     * once, whatever it equals.
     *
     * @param texts fields and their values: name, value, name, value
     * @param names fields with a value per job; disjoint from {@code texts}, without duplicates, and without {@code
     *     created_at}, which Redis's clock sets
     */
    public record Template(List<byte[]> texts, List<byte[]> names) {}
}
