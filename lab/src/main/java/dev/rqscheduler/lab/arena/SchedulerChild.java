/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One scheduler process. Its log goes to a file; what it reports there is found by the names of events. */
public final class SchedulerChild implements Closeable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STANDBY_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final String LEADING = "\"event\":\"leading\"";
    private static final String STANDBY = "\"event\":\"standby\"";

    private final String name;
    private final Process process;
    private final Path log;
    private volatile boolean endRequested;

    private SchedulerChild(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a scheduler.
     *
     * @param url of Redis
     * @param folder for the log file
     */
    public static SchedulerChild start(SchedulerCommand command, String url, String name, Path folder) {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = command.start(url, name).builder().redirectOutput(log.toFile());
        try {
            Process process = builder.start();
            ChildReaper.watch(process);
            process.getOutputStream().close();
            return new SchedulerChild(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + builder.command().get(0), e);
        }
    }

    public String name() {
        return name;
    }

    /** The process id; the script {@code rqscheduler} replaces itself with the JVM. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the scheduler is leader or standby.
     *
     * @throws IllegalStateException if it is neither within two minutes
     */
    public void awaitReady() throws InterruptedException {
        Poll.until(
                this + " is leader or standby",
                START_LIMIT,
                Duration.ofMillis(20),
                () -> logLines().stream().anyMatch(line -> line.contains(LEADING) || line.contains(STANDBY)));
    }

    /** How many times it has become standby so far. */
    public int standbys() {
        return (int) logLines().stream().filter(line -> line.contains(STANDBY)).count();
    }

    /**
     * Waits until it has become standby {@code times} times.
     *
     * @throws IllegalStateException if it has not within a minute, or has exited
     */
    public void awaitStandbys(int times) throws InterruptedException {
        Poll.until(this + " becomes standby", STANDBY_LIMIT, Duration.ofMillis(5), () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(this + " has exited: " + logLines());
            }
            return standbys() >= times;
        });
    }

    /** Sends SIGKILL and waits for the exit. */
    public void kill() throws InterruptedException {
        endRequested = true;
        process.destroyForcibly();
        process.waitFor();
    }

    /** Sends SIGTERM and returns immediately. */
    public void terminate() {
        endRequested = true;
        process.destroy();
    }

    /** Sends SIGTERM, and SIGKILL if the process has not exited within {@code limit}. */
    public void end(Duration limit) throws InterruptedException {
        terminate();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /** Sends SIGSTOP: the process keeps its connections and does nothing. */
    public void suspend() {
        signal("STOP");
    }

    /** Sends SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            // The shell's own kill: the program of that name is not installed everywhere.
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run /bin/sh to send SIG" + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + signal, e);
        }
    }

    /** Whether it exited without being asked to. */
    public boolean exitedUnexpectedly() {
        return !endRequested && !process.isAlive();
    }

    public List<String> logLines() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it cleanly, or kills it if that takes longer than ten seconds. */
    @Override
    public void close() {
        try {
            end(STOP_LIMIT);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ")";
    }
}
