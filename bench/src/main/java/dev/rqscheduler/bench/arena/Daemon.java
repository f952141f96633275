/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.arena;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real scheduler as users start it: a process of its own, through the script {@code rqscheduler}. */
public final class Daemon implements Closeable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Path log;
    private final Thread hook;

    private Daemon(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.hook = new Thread(process::destroyForcibly, "end the scheduler");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts it; its log goes to a new file in {@code folder}. */
    public static Daemon start(Path root, BenchRedis redis, Path folder) {
        return start(root, redis, folder, List.of());
    }

    /** As {@link #start(Path, BenchRedis, Path)}, with further options. */
    public static Daemon start(Path root, BenchRedis redis, Path folder, List<String> options) {
        try {
            List<String> all = new ArrayList<>(List.of("--cron-zone", "UTC"));
            all.addAll(options);
            Path log = Files.createTempFile(folder, "scheduler", ".log");
            return new Daemon(
                    builder(root, redis, all).redirectOutput(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the scheduler", e);
        }
    }

    /** A scheduler command against {@code redis}, with the options that its users have by default. */
    public static ProcessBuilder builder(Path root, BenchRedis redis, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("rqscheduler").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Whatever the caller has set for schedulers of their own is not what is measured here.
        builder.environment().keySet().removeIf(name -> name.startsWith("RQ"));
        builder.environment().put("RQ_REDIS_URL", redis.url());
        return builder;
    }

    /** The process id: the script replaces itself by the JVM. */
    public long pid() {
        return process.pid();
    }

    /** Waits until its log says for the {@code times}-th time that it moves jobs. */
    public void awaitLeading(int times) throws InterruptedException {
        await("became the leader", times);
    }

    /** Waits until its log says for the {@code times}-th time that it stands by. */
    public void awaitStandby(int times) throws InterruptedException {
        await("standing by", times);
    }

    /** How often it has said so far that it stands by. */
    public int standbys() {
        return count("standing by");
    }

    /** Where it serves its page. */
    public String pageUrl() throws InterruptedException {
        String words = "serving at ";
        await(words, 1);
        String line =
                lines().stream().filter(one -> one.contains(words)).findFirst().orElseThrow();
        return line.substring(line.indexOf(words) + words.length()).split("[;\\s]", 2)[0];
    }

    private void await(String words, int times) throws InterruptedException {
        long start = System.nanoTime();
        while (count(words) < times) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("the scheduler does not say \"" + words + "\": " + lines());
            }
            Thread.sleep(5);
        }
    }

    private int count(String words) {
        return (int) lines().stream().filter(line -> line.contains(words)).count();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As SIGTERM, and waits for its end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
