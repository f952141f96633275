/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.fault;

import java.util.random.RandomGenerator;

/**
 * A kind of fault.
 *
 * @param name in tables and on the command line
 * @param what short description
 */
public record FaultKind(String name, String what, Maker maker) {

    /**
     * @param turn how many faults of this kind the campaign has had before; selects among variants in turn
     */
    public Fault make(int turn, RandomGenerator random) {
        return maker.make(turn, random);
    }

    /** Creates a fault of a kind. */
    @FunctionalInterface
    public interface Maker {
        Fault make(int turn, RandomGenerator random);
    }

    @Override
    public String toString() {
        return name;
    }
}
