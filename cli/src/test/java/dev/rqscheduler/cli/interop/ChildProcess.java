/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A process of a test, with what it says; killed at the end of the test at the latest. Thread-safe. */
final class ChildProcess implements AutoCloseable {

    /** Long enough for a machine that does much else; reached only if something is wrong. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int SHOWN = 60;

    private final String name;
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it in {@code folder}; errors and output are read as one. */
    static ChildProcess start(String name, Path folder, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(name, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // It was killed: the JVM closes the pipe with it.
        } finally {
            synchronized (lines) {
                ended = true;
                lines.notifyAll();
            }
        }
    }

    /** What it has said so far. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits for a line at or after position {@code from}; returns the position of the one after it. */
    int awaitLine(int from, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int next = from;
        synchronized (lines) {
            while (true) {
                for (; next < lines.size(); next++) {
                    if (wanted.test(lines.get(next))) {
                        return next + 1;
                    }
                }
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(ended || millis <= 0)
                        .as(() -> "the line did not come: " + this)
                        .isFalse();
                lines.wait(millis);
            }
        }
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    void signal(String signal) throws InterruptedException {
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).as("kill -%s %s", signal, this).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end and requires exit status 0; returns what it has said. */
    List<String> awaitSuccess() throws InterruptedException {
        return awaitSuccess(PATIENCE);
    }

    /** As {@link #awaitSuccess()}, for what has much to do. */
    List<String> awaitSuccess(Duration patience) throws InterruptedException {
        assertThat(awaitExit(patience)).as(this::toString).isZero();
        return lines();
    }

    private int awaitExit(Duration patience) throws InterruptedException {
        boolean inTime = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        assertThat(inTime).as(() -> "it did not end: " + this).isTrue();
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit(PATIENCE);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        var said = lines();
        return name + (process.isAlive() ? " (alive)" : " (ended with " + process.exitValue() + ")") + ", which said:\n"
                + said.stream().skip(Math.max(0, said.size() - SHOWN)).collect(Collectors.joining("\n"));
    }
}
