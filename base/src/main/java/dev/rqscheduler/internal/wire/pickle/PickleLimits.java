/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

/**
 * The limits of a reader. A pickle of a few bytes can demand any amount of memory; these bound it.
 *
 * @param maxBytes length of the pickle
 * @param maxDepth levels of nesting
 * @param maxValues values and marks pushed on the reader's stack
 * @param maxMemo entries of the memo
 * @param maxLongBytes bytes of one whole number in binary, and decimal digits of one in text
 */
public record PickleLimits(int maxBytes, int maxDepth, int maxValues, int maxMemo, int maxLongBytes) {
    /** For call data: 16 MiB. The depth is what Python's own recursive pickler can write at most, roughly. */
    public static final PickleLimits DATA = new PickleLimits(16 << 20, 500, 500_000, 250_000, 4300);

    /** For meta, which is read on every run of a periodic job: 1 MiB. */
    public static final PickleLimits META = new PickleLimits(1 << 20, 500, 100_000, 50_000, 4300);
}
