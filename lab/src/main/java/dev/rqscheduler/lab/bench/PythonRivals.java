/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** RQ's own scheduler and the rq-scheduler sequence, each run in a separate process that times itself. */
public final class PythonRivals {

    /** Debian's Python first: another one on PATH rarely has RQ. */
    private static final List<String> CANDIDATES = List.of("/usr/bin/python3", "python3");

    private final String python;
    private final String versions;
    private final Path script;
    private final String port;

    /** The result of a rival. */
    public record Run(int jobs, double seconds, long roundTrips) {
        public double rate() {
            return jobs / seconds;
        }
    }

    /** What to run. */
    public enum Mode {
        /** RQ's own scheduler. */
        RQ,
        /** The rq-scheduler sequence, moving. */
        SEQUENCE,
        /** The rq-scheduler sequence through RQ's classes, moving. */
        CLASSES,
        /** The rq-scheduler sequence, scheduling. */
        SCHEDULE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private PythonRivals(String python, String versions, Path script, String port) {
        this.python = python;
        this.versions = versions;
        this.script = script;
        this.port = port;
    }

    /**
     * Finds a Python with RQ.
     *
     * @param folder for the script
     * @throws IllegalStateException if there is no Python with RQ
     */
    public static PythonRivals find(LabRedis redis, Path folder) throws InterruptedException {
        Path script = folder.resolve("rivals.py");
        try {
            Files.writeString(script, Resources.text("rivals.py"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String query = "import platform, redis, rq; print('Python', platform.python_version() + ', RQ', rq.__version__"
                + " + ', redis-py', redis.__version__)";
        for (String candidate : CANDIDATES) {
            try {
                String versions = output(List.of(candidate, "-c", query));
                return new PythonRivals(candidate, versions, script, Integer.toString(redis.port()));
            } catch (IllegalStateException e) {
                // Try the next one.
            }
        }
        throw new IllegalStateException(
                "the rivals need a Python 3 with RQ (Debian, Ubuntu: apt install python3-rq); tried " + CANDIDATES);
    }

    public String python() {
        return python;
    }

    /** Such as {@code Python 3.11.2, RQ 1.13.0, redis-py 4.3.4}. */
    public String versions() {
        return versions;
    }

    public Run run(Mode mode, int jobs) throws InterruptedException {
        String[] words = output(List.of(python, script.toString(), mode.word(), port, Integer.toString(jobs)))
                .split(" ");
        return new Run(Integer.parseInt(words[0]), Double.parseDouble(words[1]), Long.parseLong(words[2]));
    }

    private static String output(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + text);
            }
            return text;
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + command.get(0), e);
        }
    }
}
