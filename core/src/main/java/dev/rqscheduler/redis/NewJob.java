/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A job to be scheduled, ready for the wire.
 *
 * @param fields of its hash: name, value, name, value; without {@code created_at}, which Redis's clock sets
 */
public record NewJob(String id, When when, List<byte[]> fields) {

    /** When it is due. */
    public sealed interface When {}

    /** At an instant. */
    public record At(Instant due) implements When {}

    /** After a delay from now by Redis's clock. */
    public record In(Duration delay) implements When {}

    int bytes() {
        int sum = id.length() + 40;
        for (byte[] field : fields) {
            sum += field.length + 16;
        }
        return sum;
    }
}
