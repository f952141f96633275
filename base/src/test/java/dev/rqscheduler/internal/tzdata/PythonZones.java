/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code interop/zone_rules.py} over a folder of TZif files. */
public final class PythonZones {
    private static final Path TOOL =
            Path.of("..", "interop", "zone_rules.py").toAbsolutePath().normalize();
    private static final Optional<String> PYTHON = Stream.of(
                    Optional.ofNullable(System.getenv("RQSCHEDULER_TEST_PYTHON")),
                    Optional.of("/usr/bin/python3"),
                    Optional.of("python3"))
            .flatMap(Optional::stream)
            .filter(PythonZones::hasZoneinfo)
            .findFirst();

    private final Path folder;

    private PythonZones(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, with the reason, where there is no Python with zoneinfo or no tzdata of the host. */
    public static PythonZones required() {
        Optional<Path> folder = HostTzdata.folders(System.getenv()).stream()
                .filter(candidate -> Files.isRegularFile(candidate.resolve("Europe/Berlin")))
                .findFirst();
        require(PYTHON.isPresent(), "skipped: no Python 3.9 or later");
        require(folder.isPresent(), "skipped: this host has no tzdata (apt install tzdata)");
        return new PythonZones(folder.orElseThrow());
    }

    private static void require(boolean there, String otherwise) {
        if (!there) {
            // Maven counts a skipped test, but keeps its reason to itself.
            System.out.println(otherwise);
        }
        assumeTrue(there, otherwise);
    }

    public Tzdata data() {
        return TzdataSources.ofFolder(folder);
    }

    /** The lines that the tool prints. */
    public List<String> run(List<String> input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON.orElseThrow(), TOOL.toString()));
        command.addAll(List.of(arguments));
        Path given = Files.createTempFile("zones", ".in");
        Path printed = Files.createTempFile("zones", ".out");
        try {
            Files.write(given, input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(given.toFile())
                    .redirectOutput(printed.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("PYTHONTZPATH", folder.toString());
            builder.environment().put("TZDIR", folder.toString());
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("Python did not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException("Python ended with " + process.exitValue());
            }
            return Files.readAllLines(printed, StandardCharsets.UTF_8);
        } finally {
            Files.delete(given);
            Files.delete(printed);
        }
    }

    private static boolean hasZoneinfo(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import zoneinfo")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
