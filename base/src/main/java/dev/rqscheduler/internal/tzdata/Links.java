/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.util.Map;

/** Names of the database that builders for Java omit, and their targets. */
final class Links {
    private static final String POSIX = "posix/";
    private static final Map<String, String> TARGETS = Map.of(
            "EST", "America/Panama",
            "MST", "America/Phoenix",
            "HST", "Pacific/Honolulu",
            "ROC", "Asia/Taipei",
            "UTC", "Etc/UTC",
            "GMT", "Etc/GMT",
            "GMT+0", "Etc/GMT",
            "GMT-0", "Etc/GMT",
            "GMT0", "Etc/GMT",
            "Factory", "Etc/UTC");

    private Links() {}

    static String target(String id) {
        String plain = id.startsWith(POSIX) ? id.substring(POSIX.length()) : id;
        return TARGETS.getOrDefault(plain, plain);
    }
}
