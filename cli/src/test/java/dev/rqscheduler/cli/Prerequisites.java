/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What some tests need beyond a JDK, Maven and a POSIX shell. Where it is missing the test is skipped, and the build's
 * output says why and what to install; {@code .ci/check-reports} fails where they were skipped on a machine that has all.
 */
public final class Prerequisites {

    private static final String SETTING = "RQSCHEDULER_TEST_PYTHON";
    private static final Map<String, Optional<String>> PYTHONS = new ConcurrentHashMap<>();
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Prerequisites() {}

    /**
     * A Python that can run these imports: the one that the environment variable {@code RQSCHEDULER_TEST_PYTHON} names, or if
     * it names none, {@code python3} on PATH, else Debian's.
     *
     * @param imports such as {@code import rq}
     * @param debianPackages what to install to have one
     */
    public static String python(String imports, String debianPackages) {
        Optional<String> python = PYTHONS.computeIfAbsent(
                imports,
                key -> Optional.ofNullable(System.getenv(SETTING))
                        .map(Stream::of)
                        .orElseGet(() -> Stream.of("python3", "/usr/bin/python3"))
                        .filter(candidate -> succeeds(candidate, "-c", key))
                        .findFirst());
        require(
                python.isPresent(),
                "no Python that can " + imports + " (apt install " + debianPackages + ", or name one in " + SETTING
                        + ")");
        return python.orElseThrow();
    }

    /** A program on PATH. */
    public static Path program(String name, String debianPackage) {
        Optional<Path> program = find(name);
        require(program.isPresent(), "no " + name + " on PATH (apt install " + debianPackage + ")");
        return program.orElseThrow();
    }

    /**
     * The command, started so that SIGINT ends it. A shell without job control has what it starts in the background
     * ({@code mvn verify &}) ignore SIGINT; that is inherited, and a JVM leaves it so.
     */
    public static List<String> interruptible(List<String> command) {
        if (!succeeds("/bin/sh", "-c", "kill -INT $$")) {
            return command; // SIGINT ended the shell, and so will it end the command
        }
        List<String> whole = new ArrayList<>();
        if (succeeds("env", "--default-signal=INT", "true")) {
            whole.addAll(List.of("env", "--default-signal=INT"));
        } else {
            Path perl = program("perl", "perl-base");
            whole.addAll(List.of(perl.toString(), "-e", "$SIG{INT} = 'DEFAULT'; exec { $ARGV[0] } @ARGV or die $!"));
        }
        whole.addAll(command);
        return whole;
    }

    /** Skips the test unless it is so. */
    public static void require(boolean there, String otherwise) {
        if (!there && SAID.add(otherwise)) {
            // Maven counts a skipped test, but keeps its reason to itself.
            System.out.println("tests are skipped: " + otherwise);
        }
        assumeTrue(there, otherwise);
    }

    private static Optional<Path> find(String name) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean succeeds(String... command) {
        try {
            Process check = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return check.waitFor(1, TimeUnit.MINUTES) && check.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
