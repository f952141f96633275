/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.util.Objects;

/**
 * A Python function that the worker calls when a job has ended, as RQ's {@code Callback} (RQ 1.14; RQ 1.13 supports
 * only the function and ignores the timeout).
 *
 * @param function dotted path of a Python function, for example {@code "shop.jobs.report"}
 * @param timeout how long it may run; whole seconds, at least one second
 */
public record Callback(String function, Duration timeout) {

    /** RQ's own default for a callback, {@code CALLBACK_TIMEOUT}: 60 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /**
     * @throws IllegalArgumentException if the function is blank or the timeout is not a positive number of whole seconds
     */
    public Callback {
        JobSpec.requireFunction(function);
        Objects.requireNonNull(timeout, "timeout");
        JobSpec.requireWholeSeconds("callback timeout", timeout, 1);
    }

    /** Creates a callback with RQ's default timeout of 60 seconds. */
    public static Callback of(String function) {
        return new Callback(function, DEFAULT_TIMEOUT);
    }
}
