/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Linux says about a process. */
public final class ProcessFigures {

    private final Path folder;

    public ProcessFigures(long pid) {
        this.folder = Path.of("/proc", Long.toString(pid));
    }

    /** Resident memory now, in bytes. */
    public long residentBytes() {
        return statusBytes("VmRSS:");
    }

    /** The most resident memory that it ever had, in bytes. */
    public long peakResidentBytes() {
        return statusBytes("VmHWM:");
    }

    /**
     * Time on a processor since {@code before}, in nanoseconds. The clock ticks in {@code stat} are too coarse; so it is the
     * sum over the threads that live now, without those that ended since: a JVM ends a compiler thread that is idle.
     */
    public long cpuNanosSince(Map<String, Long> before) {
        return cpuNanos().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** Time on a processor of each thread, in nanoseconds. */
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

    /** Empty if the thread has ended since the folder was listed. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private long statusBytes(String name) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("status"));
            String line =
                    lines.stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
