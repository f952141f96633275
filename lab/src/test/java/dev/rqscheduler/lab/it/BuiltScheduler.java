/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.experiment.Experiment;
import java.nio.file.Path;
import java.util.Objects;

/** The scheduler's jar from this build. */
final class BuiltScheduler {

    private BuiltScheduler() {}

    static Experiment experiment(long seed, int arenas) {
        return new Experiment(jar(), seed, arenas, "an integration test", System.out::println);
    }

    private static Path jar() {
        String module = Objects.requireNonNullElse(System.getProperty("basedir"), "");
        Path jar = Path.of(module, "..", "cli", "target", "rqscheduler.jar")
                .toAbsolutePath()
                .normalize();
        assertThat(jar).as("built by mvn package of the module cli").exists();
        return jar;
    }
}
