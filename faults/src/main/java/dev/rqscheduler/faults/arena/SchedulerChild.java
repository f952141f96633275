/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One scheduler process, from its start to its end. */
public final class SchedulerChild {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Process process;
    private final Path log;
    private volatile boolean endWanted;

    private SchedulerChild(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static SchedulerChild start(SchedulerCommand command, String url, String name, Path folder) {
        SchedulerCommand.Start start = command.start(url, name);
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(start.command()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(start.environment());
        try {
            Process process = builder.start();
            Orphans.watch(process);
            process.getOutputStream().close();
            return new SchedulerChild(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + start.command().get(0), e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until it leads or stands by, as its log says.
     *
     * @throws IllegalStateException if it does neither within two minutes
     */
    public void awaitReady() throws InterruptedException {
        long start = System.nanoTime();
        while (logLines().stream()
                .noneMatch(line -> line.contains("became the leader") || line.contains("standing by"))) {
            if (System.nanoTime() - start > START_PATIENCE.toNanos()) {
                throw new IllegalStateException(this + " has not started: " + logLines());
            }
            Thread.sleep(20);
        }
    }

    /** As {@code kill -9}; returns when it is gone. */
    public void kill() throws InterruptedException {
        endWanted = true;
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; returns at once. */
    public void terminate() {
        endWanted = true;
        process.destroy();
    }

    /** False if it is still there after so long. */
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** SIGTERM, and if that does not end it soon enough, SIGKILL. */
    public void end(Duration patience) throws InterruptedException {
        terminate();
        if (!awaitEnd(patience)) {
            kill();
        }
    }

    /** SIGSTOP: it is there, keeps its connections, and does nothing. */
    public void suspend() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            // The shell's own kill: the program of that name is not everywhere.
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run /bin/sh to send SIG" + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling", e);
        }
    }

    /** Whether it ended although nobody ended it. */
    public boolean endedByItself() {
        return !endWanted && !process.isAlive();
    }

    public List<String> logLines() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ")";
    }
}
