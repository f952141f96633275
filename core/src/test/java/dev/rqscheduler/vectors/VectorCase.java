/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of one case on one stack: {@code 13_interval_repeat3.rq210}. */
record VectorCase(String name, String stack) {

    private static final Pattern FILE = Pattern.compile("([^.]+)\\.([^.]+)\\.([^.]+)\\.json");

    static Optional<VectorCase> of(String file) {
        Matcher matcher = FILE.matcher(file);
        return matcher.matches() ? Optional.of(new VectorCase(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    String number() {
        return name.substring(0, name.indexOf('_'));
    }

    String file(String phase) {
        return name + "." + stack + "." + phase + ".json";
    }

    Vector before() {
        return Vector.read(file("before"));
    }

    Vector after() {
        return Vector.read(file("after"));
    }

    @Override
    public String toString() {
        return name + "." + stack;
    }
}
