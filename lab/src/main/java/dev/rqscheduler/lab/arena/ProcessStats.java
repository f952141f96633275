/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Memory, threads and processor time of a process, from Linux's {@code /proc}. */
public final class ProcessStats {

    public static final double MEGABYTE = 1024 * 1024;

    private final Path folder;

    public ProcessStats(long pid) {
        this.folder = Path.of("/proc", Long.toString(pid));
    }

    /** Current resident memory, in bytes. */
    public long residentBytes() {
        return statusBytes("VmRSS:");
    }

    /** Current resident memory, in units of {@link #MEGABYTE}. */
    public double residentMegabytes() {
        return residentBytes() / MEGABYTE;
    }

    /** Peak resident memory, in bytes. */
    private long peakResidentBytes() {
        return statusBytes("VmHWM:");
    }

    /**
     * Processor time since {@code before}, in nanoseconds: the sum over the threads that are alive now, because the clock ticks in
     * {@code stat} are too coarse. Threads that have ended since are not counted; a JVM ends idle compiler threads.
     */
    public long cpuNanosSince(Map<String, Long> before) {
        return cpuNanos().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** Peak resident memory, in units of {@link #MEGABYTE}. */
    public double peakResidentMegabytes() {
        return peakResidentBytes() / MEGABYTE;
    }

    /** Processor time of each thread, in nanoseconds. */
    public Map<String, Long> cpuNanos() {
        Map<String, Long> nanos = new HashMap<>();
        try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
            for (Path thread : threads.toList()) {
                String figures = read(thread.resolve("schedstat"));
                if (!figures.isEmpty()) {
                    nanos.put(String.valueOf(thread.getFileName()), Long.parseLong(figures.split(" ")[0]));
                }
            }
            return nanos;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an empty string if the thread has ended since the folder was listed. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Current number of threads. */
    public int threads() {
        return (int) status("Threads:");
    }

    private long statusBytes(String name) {
        return status(name) * 1024;
    }

    private long status(String name) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("status"));
            String line =
                    lines.stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
