/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.util.BitSet;
import java.util.Collection;

/** Selects members of a sequence by numbers such as 1 for the first and -1 for the last. */
final class Ordinals {
    static final Ordinals ALL = new Ordinals(true, new BitSet(), new BitSet());
    static final Ordinals NONE = new Ordinals(false, new BitSet(), new BitSet());

    private final boolean all;
    private final BitSet fromStart;
    private final BitSet fromEnd;

    private Ordinals(boolean all, BitSet fromStart, BitSet fromEnd) {
        this.all = all;
        this.fromStart = fromStart;
        this.fromEnd = fromEnd;
    }

    /** @param numbers other than 0; no numbers mean no limit */
    static Ordinals of(Collection<Integer> numbers) {
        if (numbers.isEmpty()) {
            return ALL;
        }
        var ordinals = new Ordinals(false, new BitSet(), new BitSet());
        for (int number : numbers) {
            (number > 0 ? ordinals.fromStart : ordinals.fromEnd).set(Math.abs(number));
        }
        return ordinals;
    }

    /** Returns whether all members are selected, however long the sequence. */
    boolean areAll() {
        return all;
    }

    /**
     * @param place of the member, 1 for the first
     * @param length of the row
     */
    boolean contain(int place, int length) {
        return all || fromStart.get(place) || fromEnd.get(length + 1 - place);
    }
}
