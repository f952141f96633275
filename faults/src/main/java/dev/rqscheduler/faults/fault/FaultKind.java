/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fault;

import java.util.random.RandomGenerator;

/**
 * A kind of fault.
 *
 * @param name for tables and the command line
 * @param what in a few words
 */
public record FaultKind(String name, String what, Maker maker) {

    /**
     * @param turn how often this kind was had before in this campaign: what goes through possibilities in turn goes by it
     */
    public Fault make(int turn, RandomGenerator random) {
        return maker.make(turn, random);
    }

    /** Makes one fault of a kind. */
    @FunctionalInterface
    public interface Maker {
        Fault make(int turn, RandomGenerator random);
    }

    @Override
    public String toString() {
        return name;
    }
}
