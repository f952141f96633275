/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench;

import dev.rqscheduler.bench.measure.Stage;
import dev.rqscheduler.bench.report.Surroundings;
import dev.rqscheduler.bench.rival.PythonRivals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run was measured on. */
final class Machine {

    private Machine() {}

    static Surroundings describe(Stage stage) {
        return new Surroundings()
                .with(
                        "machine",
                        processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + memory()
                                + " of memory")
                .with(
                        "system",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch"))
                .with("Java", Runtime.version().toString())
                .with("Redis", stage.redis().version() + ", private, on the loopback interface, without persistence")
                .with("rivals", stage.rivals().map(PythonRivals::versions).orElse("none in this run"))
                .with("repetitions", Integer.toString(stage.repetitions()))
                .with("seed", Long.toString(stage.seed()));
    }

    private static String processor() {
        return value("/proc/cpuinfo", "model name");
    }

    private static String memory() {
        String kilobytes = value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return kilobytes.isEmpty() ? "an unknown amount" : Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GB";
    }

    private static String value(String file, String label) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(label))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
