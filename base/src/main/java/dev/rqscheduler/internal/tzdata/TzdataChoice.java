/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The source of time-zone rules. */
public enum TzdataChoice {
    /** The newest of the other three; of equal ones the host's. A zone it does not have is taken from the next. */
    AUTO,
    /** The host's, as Python's zoneinfo does: {@code /usr/share/zoneinfo} and the like, or {@code PYTHONTZPATH}. */
    SYSTEM,
    /** The release bundled with this library. */
    BUNDLED,
    /** The one that the running JDK was built with. */
    JDK;

    /** The system property by which an application chooses, since it has no command line of ours. */
    public static final String PROPERTY = "rqscheduler.tzdata";

    /** The environment variable by which the command and applications choose. */
    public static final String VARIABLE = "RQSCHEDULER_TZDATA";

    /**
     * Returns what the system property says, or else the environment variable, or else {@link #AUTO}.
     *
     * @throws TzdataException if one of them says something else; the message names it
     */
    public static TzdataChoice configured(Properties properties, Map<String, String> environment) {
        String property = properties.getProperty(PROPERTY);
        String variable = environment.get(VARIABLE);
        if (property != null) {
            return parse("system property " + PROPERTY, property);
        }
        return variable == null || variable.isEmpty() ? AUTO : parse("environment variable " + VARIABLE, variable);
    }

    /** Returns the choice of that name, in any case; empty if there is none. */
    public static Optional<TzdataChoice> named(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static TzdataChoice parse(String source, String name) {
        return named(name)
                .orElseThrow(() ->
                        new TzdataException(source + " must be auto, system, bundled or jdk, not \"" + name + "\""));
    }
}
