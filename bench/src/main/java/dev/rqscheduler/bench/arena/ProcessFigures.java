/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** Time on a processor of all threads that live, in nanoseconds: the clock ticks in {@code stat} are too coarse. */
    public long cpuNanos() {
        try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
            return threads.mapToLong(ProcessFigures::threadNanos).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long threadNanos(Path thread) {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        } catch (IOException e) {
            return 0; // ended since the folder was listed
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
