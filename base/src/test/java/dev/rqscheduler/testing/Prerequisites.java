/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Skips tests that need more than a JDK and Maven where that is missing; the build's output says why, once for each reason. */
public final class Prerequisites {

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Prerequisites() {}

    /** Skips the test unless it is so. */
    public static void require(boolean there, String otherwise) {
        if (!there && SAID.add(otherwise)) {
            // Maven counts a skipped test, but keeps its reason to itself.
            System.out.println("tests are skipped: " + otherwise);
        }
        assumeTrue(there, otherwise);
    }
}
