/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.soak;

/**
 * How a scheduler process stood at one moment.
 *
 * @param second since the beginning
 * @param heapKib in use just after a full collection
 * @param residentKib memory by the kernel's count
 * @param connections to Redis, of all schedulers together
 */
record Sample(long second, long heapKib, long residentKib, int threads, int connections) {}
