/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.report;

/** On what something was measured, in one line. */
public final class Surroundings {

    private Surroundings() {}

    /**
     * @param redis its version
     */
    public static String line(String redis) {
        return redis + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " cores";
    }
}
