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
public record NewJob(String id, When when, HashTemplate template, List<byte[]> values) {

    /** Returns when it is due. */
    public sealed interface When {}

    /** At an instant. */
    public record At(Instant due) implements When {}

    /** After a delay from now by Redis's clock. */
    public record In(Duration delay) implements When {}
}
