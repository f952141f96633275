/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

/** Small sets of numbers, kept as the bits of a word. */
final class Bits {
    private Bits() {}

    /** The bits {@code from} to {@code to}, both included; 0 &lt;= from &lt;= to &lt;= 31. */
    static int range(int from, int to) {
        return (int) ((1L << (to + 1)) - (1L << from));
    }

    /** The smallest member that is at least {@code from} (0 to 63), or -1. */
    static int next(long set, int from) {
        if (from > 63) {
            return -1;
        }
        long rest = set & (-1L << from);
        return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
    }
}
