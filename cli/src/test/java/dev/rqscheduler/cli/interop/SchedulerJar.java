/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Our command, from the jar that is shipped. */
final class SchedulerJar {

    private SchedulerJar() {}

    /** Runs {@code rqscheduler --burst} to its end. */
    static void burst(String url) throws InterruptedException {
        try (var process = daemon(url, "--burst")) {
            process.awaitSuccess();
        }
    }

    /** Starts the daemon. */
    static ChildProcess daemon(String url, String... args) {
        Path folder = Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), "cli"), "target")
                .toAbsolutePath();
        Path jar = folder.resolve("rqscheduler.jar");
        assertThat(Files.exists(jar)).as("%s, made by mvn package", jar).isTrue();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                jar.toString()));
        command.addAll(List.of("-u", url));
        command.addAll(List.of(args));
        return ChildProcess.start("rqscheduler", folder, Map.of("TZ", Rq.ZONE), command);
    }
}
