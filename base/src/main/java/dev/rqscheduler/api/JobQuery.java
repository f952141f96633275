/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Selects scheduled jobs to list, earliest due first. Immutable; each method returns a modified copy. */
public final class JobQuery {

    private static final JobQuery ALL = new JobQuery(null, 0, -1);

    private final @Nullable Instant until;
    private final long offset;
    private final long length;

    private JobQuery(@Nullable Instant until, long offset, long length) {
        this.until = until;
        this.offset = offset;
        this.length = length;
    }

    public static JobQuery all() {
        return ALL;
    }

    /** Limits the list to jobs due at or before {@code value}. */
    public JobQuery until(Instant value) {
        return new JobQuery(value, offset, length);
    }

    /** Skips the first {@code value} jobs, 0 or more. */
    public JobQuery offset(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("offset must be 0 or more, not " + value);
        }
        return new JobQuery(until, value, length);
    }

    /** Limits the list to {@code value} jobs, 0 or more. */
    public JobQuery length(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("length must be 0 or more, not " + value);
        }
        return new JobQuery(until, offset, value);
    }

    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    public long offset() {
        return offset;
    }

    /** Empty for no limit. */
    public OptionalLong length() {
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }
}
