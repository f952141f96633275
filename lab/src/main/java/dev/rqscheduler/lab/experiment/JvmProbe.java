/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.ProcessStats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures a scheduler process from outside: with the JDK's jcmd, Linux's /proc and Redis's list of clients. */
final class JvmProbe {

    private static final Pattern USED = Pattern.compile("(?:new|tenured) generation +total \\d+K, used (\\d+)K");

    private final long pid;
    private final LabRedis redis;
    private final ProcessStats process;
    private final Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    /**
     * The state of a scheduler process at one moment.
     *
     * @param second since the beginning
     * @param heapKib used just after a full collection
     * @param residentKib resident memory
     * @param connections to Redis, of all schedulers together
     */
    record Sample(long second, long heapKib, long residentKib, int threads, int connections) {}

    /**
     * @throws IllegalStateException if this machine lacks what is needed
     */
    JvmProbe(long pid, LabRedis redis) {
        this.pid = pid;
        this.redis = redis;
        this.process = new ProcessStats(pid);
        if (!Files.isExecutable(jcmd)) {
            throw new IllegalStateException("the soak needs jcmd, which is part of a JDK: " + jcmd + " does not exist");
        }
        if (!Files.isReadable(Path.of("/proc", Long.toString(pid), "status"))) {
            throw new IllegalStateException("the soak needs Linux: /proc/" + pid + "/status does not exist");
        }
    }

    Sample sample(long second) throws IOException, InterruptedException {
        long heap = 0;
        Matcher used = USED.matcher(collectAndAsk());
        while (used.find()) {
            heap += Long.parseLong(used.group(1));
        }
        if (heap == 0) {
            throw new IllegalStateException("no heap figures from jcmd for process " + pid);
        }
        int connections = (int) redis.admin()
                .text("CLIENT", "LIST")
                .orElse("")
                .lines()
                .filter(line -> line.contains(" user=" + LabRedis.USER + " "))
                .count();
        return new Sample(second, heap, process.residentBytes() / 1024, process.threads(), connections);
    }

    /** Does both in one jcmd, since a second one takes long enough to start for new allocations. */
    private String collectAndAsk() throws IOException, InterruptedException {
        Path commands = Files.createTempFile("rqscheduler-faults-", ".jcmd");
        try {
            Files.writeString(commands, "GC.run\nGC.heap_info\n");
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "-f", commands.toString())
                    .redirectErrorStream(true)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + pid + " failed: " + out.strip());
            }
            return out;
        } finally {
            Files.delete(commands);
        }
    }
}
