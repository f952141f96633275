/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.cli.Prerequisites;
import dev.rqscheduler.cli.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shipped jar, run as a process of its own; killed when the test ends. */
final class JarProcess implements AutoCloseable {

    /** Long enough for a machine that does much else; reached only if something is wrong. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern SERVING = Pattern.compile("serving at (http://[0-9.]+:[0-9]+)");

    private final Process process;
    private final Path out;
    private final Path err;

    private JarProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code rqscheduler args...} with {@code folder} as current folder, and as the one for temporary files. */
    static JarProcess start(Path folder, String... args) {
        return start(command(folder, args), folder);
    }

    /** As {@link #start(Path, String...)}, for a test that sends it SIGINT: it takes that even if this JVM ignores it. */
    static JarProcess startInterruptible(Path folder, String... args) {
        return start(Prerequisites.interruptible(command(folder, args)), folder);
    }

    /** Runs it to its end with its output read by a shell command; returns when both have ended. */
    static void runThrough(String reader, Path folder, String... args) throws InterruptedException {
        List<String> piped = new ArrayList<>(List.of("sh", "-c", "\"$@\" | " + reader, "sh"));
        piped.addAll(command(folder, args));
        try (JarProcess shell = start(piped, folder)) {
            assertThat(shell.awaitExit()).as(shell.err()).isZero();
            assertThat(shell.err()).isEmpty();
        }
    }

    /** Starts another program, with the command and its arguments behind its own. */
    static JarProcess runBy(String[] program, Path folder, String... args) {
        List<String> whole = new ArrayList<>(List.of(program));
        whole.addAll(command(folder, args));
        return start(whole, folder);
    }

    private static List<String> command(Path folder, String... args) {
        Path jar = Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), ""), "target", "rqscheduler.jar")
                .toAbsolutePath();
        assertThat(jar).as("made by mvn package").exists();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                jar.toString()));
        command.addAll(List.of(args));
        return command;
    }

    private static JarProcess start(List<String> command, Path folder) {
        return start(command, folder, Map.of());
    }

    /** As {@link #start(Path, String...)}, with variables in its environment. */
    static JarProcess start(Map<String, String> environment, Path folder, String... args) {
        return start(command(folder, args), folder, environment);
    }

    private static JarProcess start(List<String> command, Path folder, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("rqscheduler", ".out");
            Path err = Files.createTempFile("rqscheduler", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new JarProcess(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** Runs it to its end. */
    static JarProcess run(Path folder, String... args) throws InterruptedException {
        JarProcess run = start(folder, args);
        run.awaitExit();
        return run;
    }

    long pid() {
        return process.pid();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    List<String> errLines() {
        return err().lines().toList();
    }

    /** Waits until it says where it serves over HTTP; such as {@code http://127.0.0.1:9181}. */
    String awaitServing() {
        awaitErr("serving at http://");
        Matcher serving = SERVING.matcher(err());
        assertThat(serving.find()).as(err()).isTrue();
        return serving.group(1);
    }

    void awaitErr(String text) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> err().contains(text) || !process.isAlive());
        assertThat(err()).contains(text);
    }

    void awaitOut(String text) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> out().contains(text) || !process.isAlive());
        assertThat(out()).contains(text);
    }

    void awaitLeading() {
        awaitErr("became the leader");
    }

    void signal(String name) throws InterruptedException {
        Signals.send(name, pid());
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "it did not end: " + err())
                .isTrue();
        return process.exitValue();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.delete(out);
            Files.delete(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
