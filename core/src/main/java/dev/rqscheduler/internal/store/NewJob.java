/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A job to be scheduled, ready for the wire.
 *
 * @param template of its hash
 * @param values of the template's names, in their order
 */
public record NewJob(String id, When when, HashTemplate template, List<byte[]> values) {

    /** When it is due. */
    public sealed interface When {}

    /** At an instant. */
    public record At(Instant due) implements When {}

    /** After a delay from now by Redis's clock. */
    public record In(Duration delay) implements When {}
}
