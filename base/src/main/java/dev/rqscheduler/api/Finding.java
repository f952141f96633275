/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.wire.Strings;
import java.util.Optional;

/**
 * A finding of one check of a diagnosis.
 *
 * @param name the check's name, one or two words
 * @param level how bad it is
 * @param what the finding, in one line
 * @param remedy what to do about it, in one line; empty if nothing
 */
public record Finding(String name, Level level, String what, Optional<String> remedy) {

    public static Finding pass(String name, String what) {
        return new Finding(name, Level.PASS, what, Optional.empty());
    }

    public static Finding skip(String name, String what) {
        return new Finding(name, Level.SKIP, what, Optional.empty());
    }

    public static Finding skip(String name, String what, String remedy) {
        return new Finding(name, Level.SKIP, what, Strings.nonEmpty(remedy));
    }

    public static Finding warn(String name, String what, String remedy) {
        return new Finding(name, Level.WARN, what, Strings.nonEmpty(remedy));
    }

    public static Finding fail(String name, String what, String remedy) {
        return new Finding(name, Level.FAIL, what, Strings.nonEmpty(remedy));
    }

    /** Severity of a finding, from good to bad. */
    public enum Level {
        /** In order. */
        PASS,
        /** Could not be checked, for example because a permission is missing; says nothing about the subject itself. */
        SKIP,
        /** Works, but may stop working, or not work as expected. */
        WARN,
        /** Jobs are not moved, or may be lost. */
        FAIL
    }
}
