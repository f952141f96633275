/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/**
 * A finding of one check.
 *
 * @param name the check's name, one or two words
 * @param what the finding, in one line
 * @param remedy what to do about it, in one line; empty if nothing
 */
public record Finding(String name, Level level, String what, String remedy) {

    public static Finding pass(String name, String what) {
        return new Finding(name, Level.PASS, what, "");
    }

    public static Finding skip(String name, String what, String remedy) {
        return new Finding(name, Level.SKIP, what, remedy);
    }

    public static Finding warn(String name, String what, String remedy) {
        return new Finding(name, Level.WARN, what, remedy);
    }

    public static Finding fail(String name, String what, String remedy) {
        return new Finding(name, Level.FAIL, what, remedy);
    }
}
