/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;

/** The scheduler's jar as the build has just made it. */
final class BuiltScheduler {

    private BuiltScheduler() {}

    static Path jar() {
        String module = Objects.requireNonNullElse(System.getProperty("basedir"), "");
        Path jar = Path.of(module, "..", "cli", "target", "rqscheduler.jar")
                .toAbsolutePath()
                .normalize();
        assertThat(jar).as("made by mvn package of the module cli").exists();
        return jar;
    }
}
